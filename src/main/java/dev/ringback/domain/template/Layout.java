package dev.ringback.domain.template;

import java.util.List;

/** What the slots of a profile stand for: their paths into the data, and for each the built-in that fills in. */
record Layout(PathTrie trie, List<BuiltIn> builtIns) {
    static Layout of(Slots slots) {
        List<List<Step>> paths = slots.paths();
        return new Layout(PathTrie.of(paths), paths.stream().map(BuiltIn::of).toList());
    }
}
