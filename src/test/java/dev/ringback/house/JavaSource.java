package dev.ringback.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A Java file as javac reads it: its text and its tree, without any type being resolved. */
record JavaSource(String path, String text, CompilationUnitTree tree, SourcePositions positions) {

    /** One compiler reads all files at once: its start costs more than a hundred files. */
    static List<JavaSource> parse(List<RepoFile> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var sources = files.stream().map(Source::new).toList();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var task = (JavacTask) compiler.getTask(null, null, diagnostics, List.of("-proc:none"), null, sources);
        var positions = Trees.instance(task).getSourcePositions();
        try {
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(tree -> of(tree, positions))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JavaSource of(CompilationUnitTree tree, SourcePositions positions) {
        try {
            var file = tree.getSourceFile();
            String path = file.toUri().getPath().substring(1);
            return new JavaSource(path, file.getCharContent(true).toString(), tree, positions);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    boolean isMain() {
        return path.startsWith("src/main/");
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    }

    String folder() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    int start(Tree part) {
        return (int) positions.getStartPosition(tree, part);
    }

    /** The number of the line where a part of the tree begins; the first is 1. */
    int line(Tree part) {
        return (int) tree.getLineMap().getLineNumber(start(part));
    }

    int lines(Tree part) {
        long last = tree.getLineMap().getLineNumber(positions.getEndPosition(tree, part));
        return (int) last - line(part) + 1;
    }

    String at(Tree part, String fault) {
        return path + ":" + line(part) + " " + fault;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final RepoFile file;

        Source(RepoFile file) {
            super(URI.create("string:///" + file.path()), Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return file.text();
        }
    }
}
