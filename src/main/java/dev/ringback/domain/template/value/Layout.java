package dev.ringback.domain.template.value;

import java.util.List;

/**
 * What the slots of a profile stand for: their paths into the data, for each the built-in that fills in, and the slot that is looked into
 * when nothing is found. That is, for {@code a.b}, the one of a member named {@code a.b}; for any other the slot itself.
 */
public record Layout(PathTrie trie, BuiltIn[] builtIns, int[] flat) {
    public static Layout of(Slots slots) {
        int named = slots.paths().size();
        int[] flat = new int[named * 2];
        for (int slot = 0; slot < named; slot++) {
            flat[slot] = flat(slots.paths().get(slot), slot, slots);
        }
        List<List<Step>> paths = slots.paths();
        for (int slot = named; slot < paths.size(); slot++) {
            flat[slot] = slot;
        }
        return new Layout(PathTrie.of(paths), paths.stream().map(BuiltIn::of).toArray(BuiltIn[]::new), flat);
    }

    private static int flat(List<Step> path, int slot, Slots slots) {
        if (path.size() == 1 || !path.stream().allMatch(Step::isMember)) {
            return slot;
        }
        List<String> names = path.stream().map(Step::name).toList();
        return slots.of(List.of(Step.member(String.join(".", names))));
    }
}
