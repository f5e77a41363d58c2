package dev.ringback.config;

import java.util.Locale;

/** One setting: its name, what may stand there, what stands there when nobody says anything, and what it is for. */
record Key<T>(String name, Kind<T> kind, String fallback, boolean secret, String meaning) {
    String environment() {
        return Keys.ENVIRONMENT + name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    String shown(String text) {
        return secret ? Given.MASK : Given.quoted(text);
    }
}
