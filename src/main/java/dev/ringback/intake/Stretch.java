package dev.ringback.intake;

import dev.ringback.domain.ProfileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the entries of a request can be written at once. Those with an idempotency key go another way than those without, side by side; where
 * both stand in one line of an order key, the later must wait for the earlier, or it would get the earlier place.
 */
final class Stretch {
    private Stretch() {}

    /** The index of the first entry that must wait for one before it, or the number of entries. */
    static int end(List<Entry> entries) {
        Map<Line, Boolean> keyed = Map.of();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!entry.beside().orderKey().isEmpty()) {
                keyed = keyed.isEmpty() ? new HashMap<>() : keyed;
                boolean own = entry.beside().key().isPresent();
                Line line = new Line(entry.callback().profile(), entry.beside().orderKey());
                if (keyed.computeIfAbsent(line, none -> own) != own) {
                    return i;
                }
            }
        }
        return entries.size();
    }

    static <T> List<T> joined(List<T> first, List<T> rest) {
        List<T> all = new ArrayList<>(first);
        all.addAll(rest);
        return all;
    }

    private record Line(ProfileId profile, String orderKey) {}
}
