package dev.ringback.mail;

import java.util.List;

/** Who is told about profiles, and of what. */
public record NotificationSetting(
        List<String> recipients, boolean profileAutoDisabled, boolean profileFailing, boolean profileRecovered) {
    public static final NotificationSetting NONE = new NotificationSetting(List.of(), true, true, true);

    public NotificationSetting {
        recipients = List.copyOf(recipients);
    }
}
