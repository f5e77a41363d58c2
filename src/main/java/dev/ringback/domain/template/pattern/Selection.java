package dev.ringback.domain.template.pattern;

import dev.ringback.domain.template.value.BuiltIn;
import dev.ringback.domain.template.value.Step;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which values are encrypted. A chosen name also stands for what is part of it and for what it is part of: {@code <address>} has the city of
 * {@code <address.city>} in it. Where all are, the values that Ringback fills in stay readable.
 */
public final class Selection {
    public static final Selection NONE = new Selection(false, List.of());
    public static final Selection ALL = new Selection(true, List.of());

    private final boolean all;
    private final List<List<Step>> chosen;

    private Selection(boolean all, List<List<Step>> chosen) {
        this.all = all;
        this.chosen = chosen;
    }

    public static Selection only(List<List<Step>> chosen) {
        return new Selection(false, List.copyOf(chosen));
    }

    /** What is to be done to a value. */
    public enum Way {
        CLEAR,
        ENCRYPTED,
        /** Unless Ringback fills it in itself. */
        ENCRYPTED_IF_GIVEN
    }

    public Way wayOf(List<Step> path) {
        if (all) {
            return BuiltIn.of(path) == BuiltIn.NONE ? Way.ENCRYPTED : Way.ENCRYPTED_IF_GIVEN;
        }
        return chosen.stream().anyMatch(one -> overlap(one, path)) ? Way.ENCRYPTED : Way.CLEAR;
    }

    /** Of a member of the data itself, of whatever name. */
    public boolean hasMember(String name) {
        return all
                || chosen.stream()
                        .anyMatch(one -> one.get(0).equals(Step.member(name))
                                || flat(one).equals(name));
    }

    /** Whether the one is the other, or part of it. A member may also be named by its whole path. */
    public static boolean overlap(List<Step> one, List<Step> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!matches(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Any index may be the same as {@code [n]}. */
    private static boolean matches(Step one, Step other) {
        boolean elements = one.name().isEmpty() && other.name().isEmpty();
        return one.equals(other) || elements && (one.equals(Step.EACH) || other.equals(Step.EACH));
    }

    private static String flat(List<Step> path) {
        return path.stream().map(Step::name).collect(Collectors.joining("."));
    }
}
