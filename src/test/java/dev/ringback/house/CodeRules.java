package dev.ringback.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * What holds for Java files, each rule a function from files to the faults found. The limits are docs/decisions' and
 * CONTRIBUTING's.
 */
final class CodeRules {
    private static final int FILE_MAIN = 300;
    private static final int FILE_TEST = 400;
    private static final int VERTICLE = 80;
    private static final int METHOD = 40;
    private static final int COLUMNS = 120;
    private static final int COLUMNS_OF_COMMENTS = 150;
    private static final int PARAMETERS = 5;
    private static final int COMPONENTS = 8;
    private static final String ROOT = "src/main/java/dev/ringback";
    private static final Set<String> SPEAKERS = Set.of("System.out", "System.err");

    private CodeRules() {}

    static List<String> files(List<JavaSource> sources) {
        return sources.stream()
                .filter(source -> source.text().lines().count() > limit(source))
                .map(source -> source.path() + " has more than " + limit(source) + " lines: it is two things")
                .toList();
    }

    private static int limit(JavaSource source) {
        if (!source.isMain()) {
            return FILE_TEST;
        }
        return source.name().endsWith("Verticle") ? VERTICLE : FILE_MAIN;
    }

    static List<String> methods(List<JavaSource> sources) {
        return visit(
                sources,
                MethodTree.class,
                (source, method) -> linesOf(source, method) > METHOD
                        ? source.at(method, method.getName() + " has more than " + METHOD + " lines")
                        : "");
    }

    /** Annotations are not counted: those of a test may hold a table of cases. */
    private static int linesOf(JavaSource source, MethodTree method) {
        int marks = method.getModifiers().getAnnotations().isEmpty() ? 1 : source.lines(method.getModifiers());
        return source.lines(method) - marks + 1;
    }

    /** What the formatter cannot break and should not be made to is a text. */
    static List<String> longLines(List<JavaSource> sources) {
        List<String> faults = new ArrayList<>();
        for (JavaSource source : sources) {
            Set<Integer> texts = new HashSet<>();
            each(source.tree(), LiteralTree.class, text -> {
                for (int line = source.line(text); line < source.line(text) + source.lines(text); line++) {
                    texts.add(line);
                }
            });
            List<String> lines = source.text().lines().toList();
            for (int line = 1; line <= lines.size(); line++) {
                int most = isComment(lines.get(line - 1)) ? COLUMNS_OF_COMMENTS : COLUMNS;
                if (lines.get(line - 1).length() > most && !texts.contains(line)) {
                    faults.add(source.path() + ":" + line + " is longer than " + most + " columns");
                }
            }
        }
        return faults;
    }

    private static boolean isComment(String line) {
        String words = line.stripLeading();
        return words.startsWith("//") || words.startsWith("/*") || words.startsWith("*");
    }

    static List<String> parameters(List<JavaSource> sources) {
        return visit(sources, ClassTree.class, (source, type) -> {
            boolean record = type.getKind() == Tree.Kind.RECORD;
            return type.getMembers().stream()
                    .filter(MethodTree.class::isInstance)
                    .map(MethodTree.class::cast)
                    .filter(method ->
                            method.getParameters().size() > (record && isConstructor(method) ? COMPONENTS : PARAMETERS))
                    .map(method -> source.at(method, method.getName() + " has more than " + PARAMETERS + " parameters"))
                    .collect(Collectors.joining("\n"));
        });
    }

    private static boolean isConstructor(MethodTree method) {
        return method.getReturnType() == null;
    }

    static List<String> components(List<JavaSource> sources) {
        return visit(sources, ClassTree.class, (source, type) -> {
            long components = type.getMembers().stream()
                    .filter(member -> member instanceof VariableTree field
                            && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .count();
            return type.getKind() == Tree.Kind.RECORD && components > COMPONENTS
                    ? source.at(type, type.getSimpleName() + " has more than " + COMPONENTS + " components")
                    : "";
        });
    }

    /** A type says in its first lines what it is; what javac takes for its start is what follows that comment. */
    static List<String> typesWithoutWords(List<JavaSource> sources) {
        return sources.stream()
                .filter(JavaSource::isMain)
                .flatMap(source -> source.tree().getTypeDecls().stream()
                        .filter(ClassTree.class::isInstance)
                        .filter(type -> !source.text()
                                .substring(0, source.start(type))
                                .stripTrailing()
                                .endsWith("*/"))
                        .map(type -> source.at(type, "does not say what it is")))
                .toList();
    }

    static List<String> disabledTests(List<JavaSource> sources) {
        return visit(
                sources,
                AnnotationTree.class,
                (source, annotation) ->
                        annotation.getAnnotationType().toString().endsWith("Disabled")
                                ? source.at(annotation, "is disabled: mend it or delete it")
                                : "");
    }

    static List<String> sleeps(List<JavaSource> sources) {
        var tests = sources.stream().filter(source -> !source.isMain()).toList();
        return visit(
                tests,
                MemberSelectTree.class,
                (source, call) -> call.toString().matches("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep")
                        ? source.at(call, "sleeps: wait for a signal or a condition with a limit")
                        : "");
    }

    /** The benchmarks and examples are a command line too: what they print is what they are for. */
    static List<String> prints(List<JavaSource> sources) {
        var silent = sources.stream()
                .filter(source -> !source.path().matches("(src/bench|src/example|cluster)/.*"))
                .filter(source ->
                        !source.folder().equals(ROOT) && !source.name().startsWith("Demo"))
                .toList();
        return visit(
                silent,
                MemberSelectTree.class,
                (source, stream) -> SPEAKERS.contains(stream.toString()) ? source.at(stream, "prints: log it") : "");
    }

    static List<String> packagesWithoutWords(List<JavaSource> sources) {
        Map<String, List<JavaSource>> folders =
                sources.stream().filter(JavaSource::isMain).collect(Collectors.groupingBy(JavaSource::folder));
        return folders.entrySet().stream()
                .filter(folder -> folder.getValue().stream().noneMatch(CodeRules::introducesItsPackage))
                .map(folder ->
                        folder.getKey() + " has no package-info with a sentence, @NullMarked and @CheckReturnValue")
                .toList();
    }

    private static boolean introducesItsPackage(JavaSource source) {
        Set<String> marks = source.tree().getPackageAnnotations().stream()
                .map(mark -> mark.getAnnotationType().toString())
                .collect(Collectors.toSet());
        return source.name().equals("package-info")
                && source.text().startsWith("/**")
                && marks.containsAll(Set.of("NullMarked", "CheckReturnValue"));
    }

    /** Applies a rule to every part of that kind; an empty answer is no fault. */
    private static <T extends Tree> List<String> visit(List<JavaSource> sources, Class<T> kind, Rule<T> rule) {
        List<String> faults = new ArrayList<>();
        for (JavaSource source : sources) {
            each(source.tree(), kind, part -> faults.add(rule.fault(source, part)));
        }
        faults.removeIf(String::isEmpty);
        return faults;
    }

    private static <T extends Tree> void each(Tree tree, Class<T> kind, Consumer<T> use) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void scan(Tree part, Void unused) {
                if (kind.isInstance(part)) {
                    use.accept(kind.cast(part));
                }
                return super.scan(part, unused);
            }
        }.scan(tree, null);
    }

    private interface Rule<T extends Tree> {
        String fault(JavaSource source, T part);
    }
}
