package dev.ringback.config;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * YAML as a tree with lines and columns, and with each plain text as it was written: {@code 010} stays {@code 010}.
 * Nothing is turned into objects.
 */
public final class YamlText {
    private YamlText() {}

    /** Why a text is no YAML; never with a part of the text, which may hold a secret. */
    public static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        Fault(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** Empty when there is nothing but comments. */
    public static Optional<Node> tree(byte[] text) throws Fault {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(20);
        try {
            return Optional.ofNullable(
                    new Yaml(new SafeConstructor(limits)).compose(new UnicodeReader(new ByteArrayInputStream(text))));
        } catch (MarkedYAMLException e) {
            throw new Fault(place(e.getProblemMark()) + told(String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            throw new Fault("it has characters or a depth that YAML does not allow");
        }
    }

    /** Counted from one, as editors do. */
    public static String place(Node node) {
        return place(node.getStartMark());
    }

    private static String place(Mark mark) {
        return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
    }

    /** The parser's words, but for those that repeat the text. */
    private static String told(String problem) {
        if (problem.contains("alias") || problem.contains("anchor") || problem.contains("tag")) {
            return "a value that begins with &, * or ! must stand in quotes";
        }
        return problem;
    }
}
