package dev.ringback.catalogue;

import java.nio.file.Path;
import java.util.List;

/** The node cannot start with this catalogue: all that is wrong, each with its line and column. */
public final class BadCatalogue extends Exception {
    private static final long serialVersionUID = 1;

    BadCatalogue(Path file, List<String> faults) {
        super(file + ":\n  " + String.join("\n  ", faults), null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
