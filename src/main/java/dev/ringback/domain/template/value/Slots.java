package dev.ringback.domain.template.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the paths that a profile's templates name, each once, and numbers them. */
public final class Slots {
    private final Map<List<Step>, Integer> numbers = new LinkedHashMap<>();

    public int of(List<Step> path) {
        return numbers.computeIfAbsent(path, unused -> numbers.size());
    }

    /** In the order of their numbers. */
    public List<List<Step>> paths() {
        return new ArrayList<>(numbers.keySet());
    }
}
