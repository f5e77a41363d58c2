package dev.ringback.store;

import dev.ringback.domain.Uuid7;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** One UTC day of a table that is partitioned by an id with the time in it; named {@code callback_p20261122}. */
record Partition(PartitionedTable table, LocalDate day) {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    /** Empty for a table of another name: that is not ours to touch. */
    static Optional<Partition> named(PartitionedTable table, String name) {
        var prefix = table.name() + "_p";
        if (!name.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Partition(table, LocalDate.parse(name.substring(prefix.length()), NAME)));
        } catch (DateTimeParseException otherName) {
            return Optional.empty();
        }
    }

    String name() {
        return table.name() + "_p" + NAME.format(day);
    }

    /** Names and bounds cannot be parameters of such statements; all of them are made here, of parts that need no quotes. */
    String in(String statement) {
        return statement
                .replace("{child}", name())
                .replace("{parent}", table.name())
                .replace("{id}", table.idColumn())
                .replace("{from}", floor(day).toString())
                .replace("{to}", floor(day.plusDays(1)).toString());
    }

    private static UUID floor(LocalDate day) {
        return Uuid7.floor(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
