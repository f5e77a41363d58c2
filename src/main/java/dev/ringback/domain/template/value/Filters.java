package dev.ringback.domain.template.value;

import java.util.Arrays;
import java.util.List;

/** What is done to one placeholder's value before it is written, from left to right. */
public record Filters(List<Filter> chain) {
    public static final Filters NONE = new Filters(List.of());

    public Filters {
        chain = List.copyOf(chain);
    }

    public boolean isNone() {
        return chain.isEmpty();
    }

    /** For a place that takes JSON anyway. */
    public Filters withoutJson() {
        return new Filters(
                chain.stream().filter(filter -> filter != Format.JSON).toList());
    }

    /** The JSON to write instead; no bytes when there still is nothing. */
    byte[] apply(byte[] source, int from, int to) {
        byte[] json = from == Values.MISSING ? new byte[0] : Arrays.copyOfRange(source, from, to);
        for (Filter filter : chain) {
            json = filter.apply(json);
        }
        return json;
    }
}
