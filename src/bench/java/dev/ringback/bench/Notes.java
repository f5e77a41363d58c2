package dev.ringback.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What the meters have written down, read into a tally. */
final class Notes {
    private static final Duration FIRST_MAX = Duration.ofMinutes(2);
    private static final int OK_MAX = 299;

    private final List<Source> sources = new ArrayList<>();
    private final Tally tally = new Tally();

    /** One meter's file, and what of it is read. */
    static final class Source {
        private final Path file;
        private long read;
        private long since = Long.MAX_VALUE;
        private long firstAcknowledged;
        private long firstDelivered;

        private Source(Path file) {
            this.file = file;
        }

        /** From now on the next acknowledgement and the next delivery are the first ones. */
        void watch() {
            since = now();
            firstAcknowledged = 0;
            firstDelivered = 0;
        }
    }

    Source add(Path file) {
        Source source = new Source(file);
        sources.add(source);
        return source;
    }

    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** When the first one came since the source is watched. */
    long awaitDelivery(Source source) {
        return await("a delivery", source, () -> source.firstDelivered);
    }

    long awaitAcknowledgement(Source source) {
        return await("an acknowledgement", source, () -> source.firstAcknowledged);
    }

    private long await(String what, Source source, LongSupplier time) {
        boolean came = Pause.until(FIRST_MAX, () -> {
            read();
            return time.getAsLong() > 0;
        });
        if (!came) {
            throw new BenchException(
                    "for " + FIRST_MAX.toSeconds() + " s there was not " + what + " in " + source.file);
        }
        return time.getAsLong();
    }

    void read() {
        sources.forEach(this::read);
    }

    private void read(Source source) {
        if (!Files.exists(source.file)) {
            return; // Its meter is only starting.
        }
        try (RandomAccessFile file = new RandomAccessFile(source.file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(Integer.MAX_VALUE >> 1, file.length() - source.read)];
            file.seek(source.read);
            file.readFully(bytes);
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') {
                whole--;
            }
            source.read += whole;
            new String(bytes, 0, whole, StandardCharsets.US_ASCII)
                    .lines()
                    .forEach(line -> take(source, line.split(" ")));
        } catch (IOException failure) {
            throw new BenchException("the notes " + source.file, failure);
        }
    }

    private void take(Source source, String[] words) {
        long time = Long.parseLong(words[1]);
        String id = words[words.length - 1];
        if (words[0].equals("a")) {
            tally.acknowledged(id, time);
            source.firstAcknowledged = first(source, source.firstAcknowledged, time);
        } else if (Integer.parseInt(words[2]) <= OK_MAX) {
            tally.delivered(id, time);
            source.firstDelivered = first(source, source.firstDelivered, time);
        }
    }

    private static long first(Source source, long soFar, long time) {
        return soFar == 0 && time >= source.since ? time : soFar;
    }

    Tally tally() {
        return tally;
    }
}
