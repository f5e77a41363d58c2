package dev.ringback.domain.template.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.json.JsonKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths of all placeholders of a profile, so that one pass over the data finds the values of all of them. Where a name stands twice
 * in an object, the last one counts.
 */
public final class PathTrie {
    private static final int NO_SLOT = -1;

    private final int slot;
    private final byte[][] names;
    private final PathTrie[] members;
    private final int[] indexes;
    private final PathTrie[] elements;

    /** Slots are the paths' places in the list. */
    public static PathTrie of(List<List<Step>> paths) {
        Draft root = new Draft();
        for (int slot = 0; slot < paths.size(); slot++) {
            Draft draft = root;
            for (Step step : paths.get(slot)) {
                draft = draft.next.computeIfAbsent(step, unused -> new Draft());
            }
            draft.slot = slot;
        }
        return new PathTrie(root);
    }

    private PathTrie(Draft draft) {
        slot = draft.slot;
        List<Step> ofMembers = draft.steps(true);
        List<Step> ofElements = draft.steps(false);
        names = ofMembers.stream().map(step -> step.name().getBytes(UTF_8)).toArray(byte[][]::new);
        members = ofMembers.stream().map(draft::build).toArray(PathTrie[]::new);
        indexes = ofElements.stream().mapToInt(Step::index).toArray();
        elements = ofElements.stream().map(draft::build).toArray(PathTrie[]::new);
    }

    /** Takes the value at the cursor, and notes where in it each slot's value starts and ends. What is not there stays untouched. */
    public void fill(JsonCursor cursor, int[] from, int[] to) {
        int start = cursor.position();
        JsonKind kind = cursor.peek();
        if (kind == JsonKind.OBJECT && members.length > 0) {
            fillMembers(cursor, from, to);
        } else if (kind == JsonKind.ARRAY && elements.length > 0) {
            fillElements(cursor, from, to);
        } else {
            cursor.skip();
        }
        if (slot != NO_SLOT) {
            from[slot] = start;
            to[slot] = cursor.position();
        }
    }

    private void fillMembers(JsonCursor cursor, int[] from, int[] to) {
        cursor.enterObject();
        while (cursor.nextMember()) {
            int i = 0;
            while (i < names.length && !cursor.nameIs(names[i])) {
                i++;
            }
            if (i < names.length) {
                members[i].forget(from);
                members[i].fill(cursor, from, to);
            } else {
                cursor.skip();
            }
        }
    }

    private void fillElements(JsonCursor cursor, int[] from, int[] to) {
        cursor.enterArray();
        for (int index = 0; cursor.nextElement(); index++) {
            int i = Arrays.binarySearch(indexes, index);
            if (i >= 0) {
                elements[i].fill(cursor, from, to);
            } else {
                cursor.skip();
            }
        }
    }

    /** An earlier member of the same name may have filled what the later one does not have. */
    private void forget(int[] from) {
        if (slot != NO_SLOT) {
            from[slot] = Values.MISSING;
        }
        for (PathTrie member : members) {
            member.forget(from);
        }
        for (PathTrie element : elements) {
            element.forget(from);
        }
    }

    /** A node while paths are still added. */
    private static final class Draft {
        private final Map<Step, Draft> next = new LinkedHashMap<>();
        private int slot = NO_SLOT;

        private List<Step> steps(boolean members) {
            List<Step> steps = new ArrayList<>(next.keySet());
            steps.removeIf(step -> step.isMember() != members);
            steps.sort((left, right) -> Integer.compare(left.index(), right.index()));
            return steps;
        }

        private PathTrie build(Step step) {
            return new PathTrie(next.getOrDefault(step, new Draft()));
        }
    }
}
