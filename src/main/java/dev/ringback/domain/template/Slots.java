package dev.ringback.domain.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the paths that a profile's templates name, each once, and numbers them. */
final class Slots {
    private final Map<List<Step>, Integer> numbers = new LinkedHashMap<>();

    int of(List<Step> path) {
        return numbers.computeIfAbsent(path, unused -> numbers.size());
    }

    /** In the order of their numbers. */
    List<List<Step>> paths() {
        return new ArrayList<>(numbers.keySet());
    }
}
