package dev.ringback.bench;

import java.util.List;

/** What is measured: something that takes callbacks in the way of Ringback's API and calls the receiver. */
interface Subject {
    String name();

    /** Of {@code /v1}. */
    String url();

    String key();

    /** That callbacks are submitted for, in turn. */
    List<String> profiles();

    long pid();
}
