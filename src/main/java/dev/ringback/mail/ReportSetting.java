package dev.ringback.mail;

import java.time.ZoneId;
import java.util.List;

/** Whether an account gets the report by mail, how often, who, and by whose calendar. */
public record ReportSetting(boolean enabled, Frequency frequency, List<String> recipients, ZoneId zone) {
    public static final ReportSetting NONE = new ReportSetting(false, Frequency.DAILY, List.of(), ZoneId.of("UTC"));

    public ReportSetting {
        recipients = List.copyOf(recipients);
    }
}
