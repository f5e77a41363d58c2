package dev.ringback.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The last events of a world, to be told when something is wrong; all of them as they happen, when somebody listens. */
final class Trace {
    private static final int KEPT = 60;

    private final Timeline timeline;
    private final Object[][] ring = new Object[KEPT][];
    private final Consumer<String> listener;
    private final boolean heard;
    private long count;

    Trace(Timeline timeline) {
        this(timeline, line -> {}, false);
    }

    Trace(Timeline timeline, Consumer<String> listener, boolean heard) {
        this.timeline = timeline;
        this.listener = listener;
        this.heard = heard;
    }

    void note(String what, Object... about) {
        Object[] event = new Object[about.length + 2];
        event[0] = timeline.now();
        event[1] = what;
        System.arraycopy(about, 0, event, 2, about.length);
        ring[(int) (count++ % KEPT)] = event;
        timeline.mix(what.hashCode());
        if (heard) {
            listener.accept(line(event));
        }
    }

    List<String> last() {
        List<String> lines = new ArrayList<>();
        for (long i = Math.max(0, count - KEPT); i < count; i++) {
            lines.add(line(ring[(int) (i % KEPT)]));
        }
        return lines;
    }

    private static String line(Object[] event) {
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%12.6f %-12s", (Long) event[0] / (double) Timeline.SECOND, event[1]));
        for (int i = 2; i < event.length; i++) {
            line.append(' ').append(event[i]);
        }
        return line.toString();
    }
}
