package dev.ringback.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The value of every setting, or all that is wrong with the texts given. */
final class Values {
    private final Map<Key<?>, Object> values = new HashMap<>();
    private final GivenSettings given;
    private final List<String> faults;

    private Values(GivenSettings given) {
        this.given = given;
        this.faults = new ArrayList<>(given.faults);
    }

    static Values of(GivenSettings given) throws BadSettings {
        Values values = new Values(given);
        Keys.all().forEach(values::read);
        values.compare();
        if (!values.faults.isEmpty()) {
            throw new BadSettings(values.faults);
        }
        return values;
    }

    @SuppressWarnings("unchecked") // each was put in under a key of its own type
    <T> T get(Key<T> key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalStateException(key.name() + " was not read");
        }
        return (T) value;
    }

    private void read(Key<?> key) {
        Given text = text(key);
        try {
            values.put(key, key.kind().read(text.text()));
        } catch (Unfit e) {
            wrong(key, key.kind().expected() + (e.fault().isEmpty() ? "" : "; " + e.fault()));
        }
    }

    private void compare() {
        atMost(Keys.CALLBACK_BYTES, Keys.BATCH_BYTES);
        atMost(Keys.CALLBACK_BYTES, Keys.FLUSH_BYTES);
        atMost(Keys.BATCH_BYTES, Keys.HTTP_BODY_BUDGET);
        atMost(Keys.BATCH_BYTES, Keys.UNSETTLED_BYTES);
        atMost(Keys.BATCH_CALLBACKS, Keys.UNSETTLED_CALLBACKS);
        atMost(Keys.EXCERPT_BYTES, Keys.ANSWER_BYTES);
        together(Keys.BOOTSTRAP_ADMIN_PASSWORD, Keys.BOOTSTRAP_ADMIN_EMAIL);
        together(Keys.BOOTSTRAP_ADMIN_EMAIL, Keys.BOOTSTRAP_ADMIN_PASSWORD);
        together(Keys.MAIL_PASSWORD, Keys.MAIL_USER);
        together(ClusterKeys.TLS_CERTIFICATE, ClusterKeys.TLS_KEY);
        together(ClusterKeys.TLS_KEY, ClusterKeys.TLS_TRUST);
        together(ClusterKeys.TLS_TRUST, ClusterKeys.TLS_CERTIFICATE);
        if (have(ClusterKeys.ENABLED) && get(ClusterKeys.ENABLED)) {
            apart(ClusterKeys.BUS_PORT, ClusterKeys.PORT);
            apart(ClusterKeys.PORT, Keys.HTTP_PORT);
            apart(ClusterKeys.BUS_PORT, Keys.HTTP_PORT);
        }
    }

    /** The fault is told of the one that somebody set. */
    private <S extends Number, L extends Number> void atMost(Key<S> small, Key<L> large) {
        if (have(small) && have(large) && get(small).longValue() > get(large).longValue()) {
            if (given.texts.containsKey(small.name())) {
                wrong(
                        small,
                        "at most what " + large.name() + " is, " + text(large).text());
            } else {
                wrong(
                        large,
                        "at least what " + small.name() + " is, " + text(small).text());
            }
        }
    }

    private void together(Key<? extends Optional<?>> one, Key<? extends Optional<?>> other) {
        if (have(one) && have(other) && get(one).isPresent() && get(other).isEmpty()) {
            wrong(one, other.name() + " beside it");
        }
    }

    private void apart(Key<Integer> one, Key<Integer> other) {
        if (have(one) && have(other) && get(one).equals(get(other))) {
            wrong(one, "another port than " + other.name());
        }
    }

    private boolean have(Key<?> key) {
        return values.containsKey(key);
    }

    private Given text(Key<?> key) {
        return given.texts.getOrDefault(key.name(), new Given(key.fallback(), "by default"));
    }

    private void wrong(Key<?> key, String expected) {
        Given text = text(key);
        faults.add(key.name() + " = " + key.shown(text.text()) + " (" + text.source() + "): expected " + expected);
    }
}
