package dev.ringback.store;

import java.util.regex.Pattern;

/** A table partitioned by range over a column of version 7 UUIDs, one partition for each UTC day. */
public record PartitionedTable(String name, String idColumn) {
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    public PartitionedTable {
        if (!PLAIN.matcher(name).matches() || !PLAIN.matcher(idColumn).matches()) {
            throw new IllegalArgumentException("Not a plain name: " + name + "." + idColumn);
        }
    }
}
