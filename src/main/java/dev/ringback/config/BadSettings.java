package dev.ringback.config;

import java.util.List;

/** The node cannot start with these settings: all that is wrong, in one message, without any secret. */
public final class BadSettings extends Exception {
    private static final long serialVersionUID = 1;

    BadSettings(List<String> faults) {
        super(message(faults), null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static String message(List<String> faults) {
        String head = faults.size() == 1 ? "one setting is wrong:" : faults.size() + " settings are wrong:";
        return head + "\n  " + String.join("\n  ", faults) + "\nAll settings are described in docs/configuration.md.";
    }
}
