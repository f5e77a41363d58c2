package dev.ringback.domain.template.pattern;

import dev.ringback.domain.template.value.Slots;
import java.util.ArrayList;
import java.util.List;

/** What the reading of a profile's templates, field after field, has found. */
public final class Reading {
    private final Selection encrypted;
    private final Slots slots = new Slots();
    private final List<Mention> mentions = new ArrayList<>();
    private String pointer = "";

    public Reading(Selection encrypted) {
        this.encrypted = encrypted;
    }

    /** Says which field is read next. */
    public void field(String field) {
        pointer = field;
    }

    public Slots slots() {
        return slots;
    }

    public List<Mention> mentions() {
        return List.copyOf(mentions);
    }

    public void placeholder(String template, int at, Placeholder found) {
        mentions.add(new Mention(pointer, at + 1, template.substring(at, found.to()), found.name(), true));
    }

    /** Told once for each name in a field. */
    public void markup(int at, String text, String name) {
        boolean told = mentions.stream()
                .anyMatch(mention -> !mention.isPlaceholder()
                        && mention.pointer().equals(pointer)
                        && mention.path().equals(name));
        if (!told) {
            mentions.add(new Mention(pointer, at + 1, text, name, false));
        }
    }

    Selection.Way wayOf(Placeholder placeholder) {
        return encrypted.wayOf(placeholder.path());
    }

    int slot(Placeholder placeholder) {
        return slots.of(placeholder.start());
    }
}
