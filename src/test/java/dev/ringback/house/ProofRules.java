package dev.ringback.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A document that names the proofs of what it promises, in code quotes, names none that is not there: {@code SomeTest.itsMethod},
 * {@code Rule.NAME} of the simulation, {@code planted: name of the bug}. Whether a proof proves its promise is for readers.
 */
final class ProofRules {
    private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PROOF =
            Pattern.compile("[A-Z]\\w*(Test|IT|Contract)(\\.\\w+)?|Rule\\.\\w+|planted: .+");
    private static final String LAST_HEADING = "shown by |";

    private ProofRules() {}

    static List<String> proofs(RepoFile document) {
        return QUOTED.matcher(document.text())
                .results()
                .map(quoted -> quoted.group(1))
                .filter(text -> PROOF.matcher(text).matches())
                .toList();
    }

    static List<String> missing(RepoFile document, List<JavaSource> sources) {
        Set<String> known = known(sources);
        return proofs(document).stream()
                .filter(proof -> !known.contains(proof))
                .map(proof -> document.path() + " names " + proof + ", which is not there")
                .toList();
    }

    /** Rows of the tables that end with the proofs, and have none. */
    static List<String> unproved(RepoFile document) {
        List<String> faults = new ArrayList<>();
        boolean inTable = false;
        List<String> lines = document.lines();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            boolean begins = line.endsWith(LAST_HEADING);
            inTable = begins || inTable && line.startsWith("|");
            if (inTable && !begins && !line.startsWith("|---")) {
                String last = line.substring(line.lastIndexOf('|', line.length() - 2) + 1);
                if (proofs(new RepoFile("", last)).isEmpty()) {
                    faults.add(document.at(index, "promises what nothing shows"));
                }
            }
        }
        return faults;
    }

    private static Set<String> known(List<JavaSource> sources) {
        Set<String> known = new HashSet<>();
        for (JavaSource source : sources) {
            boolean rules = source.path().endsWith("simulation/Rule.java");
            boolean bugs = source.path().endsWith("simulation/PlantedBugsTest.java");
            if (rules || bugs || source.path().startsWith("src/test/")) {
                known.add(source.name());
                collect(source, rules, bugs, known);
            }
        }
        return known;
    }

    private static void collect(JavaSource source, boolean rules, boolean bugs, Set<String> known) {
        var unused = source.tree()
                .accept(
                        new TreeScanner<Void, Void>() {
                            @Override
                            public Void visitMethod(MethodTree method, Void nothing) {
                                known.add(source.name() + "." + method.getName());
                                return super.visitMethod(method, nothing);
                            }

                            @Override
                            public Void visitClass(ClassTree type, Void nothing) {
                                for (Tree member : type.getMembers()) {
                                    if (rules && member instanceof VariableTree constant) {
                                        known.add("Rule." + constant.getName());
                                    }
                                }
                                return super.visitClass(type, nothing);
                            }

                            @Override
                            public Void visitLiteral(LiteralTree literal, Void nothing) {
                                if (bugs) {
                                    known.add("planted: " + literal.getValue());
                                }
                                return nothing;
                            }
                        },
                        null);
    }
}
