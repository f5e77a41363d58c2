package dev.ringback.mail;

import dev.ringback.http.JsonFields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be a recipient: an address as people have them, without a name before it. */
final class MailAddress {
    private static final int RECIPIENTS_MAX = 10;
    private static final int LENGTH_MAX = 254;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern ADDRESS =
            Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(\\." + ATOM + ")*@" + LABEL + "(\\." + LABEL + ")*");

    private MailAddress() {}

    /** The field's addresses; what is none, or stands there twice, is an error of the field. */
    static List<String> recipients(JsonFields fields) {
        var unused = fields.required("recipients", fields.any("recipients"));
        List<String> recipients = fields.texts("recipients", RECIPIENTS_MAX, LENGTH_MAX);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < recipients.size(); i++) {
            String one = recipients.get(i);
            if (!ADDRESS.matcher(one).matches()) {
                fields.refuse("recipients/" + i, "must be a mail address, such as \"anna@example.com\"");
            } else if (!seen.add(one.toLowerCase(Locale.ROOT))) {
                fields.refuse("recipients/" + i, "is there twice; each recipient gets one mail");
            }
        }
        return recipients;
    }
}
