package dev.ringback.config;

import java.util.Optional;
import java.util.function.Function;

/** What a setting's text may be: how it is read, and the words for it in an error and in the documents. */
record Kind<T>(String expected, Reading<T> reading) {
    /** From text to value. */
    interface Reading<T> {
        T read(String text) throws Unfit;
    }

    T read(String text) throws Unfit {
        return reading.read(text);
    }

    <R> Kind<R> map(Function<T, R> change) {
        return new Kind<>(expected, text -> change.apply(read(text)));
    }

    /** An empty text is allowed, and means that there is none. */
    Kind<Optional<T>> optional() {
        return new Kind<>(expected + ", or empty", text -> text.isEmpty() ? Optional.empty() : Optional.of(read(text)));
    }
}
