package dev.ringback.mail;

import dev.ringback.domain.AccountId;
import io.vertx.core.Future;
import java.time.Instant;

/** Where it is kept who gets which mails. An account that has said nothing has the settings {@code NONE}. */
public interface SettingStore {
    Future<ReportSetting> report(AccountId account);

    /** {@code periodEnd} and {@code dueAt} are for a report that is turned on anew, or by another calendar. */
    Future<Void> put(AccountId account, ReportSetting setting, Instant periodEnd, Instant dueAt);

    Future<NotificationSetting> notification(AccountId account);

    Future<Void> put(AccountId account, NotificationSetting setting);

    /** Takes one recipient off the list; what is on its way to it is not sent. */
    Future<Void> leave(AccountId account, String recipient, UnsubscribeLink.List list);
}
