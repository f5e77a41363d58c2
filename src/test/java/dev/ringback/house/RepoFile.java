package dev.ringback.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A text file of the repository: its path from the root, with slashes, and what stands in it. */
record RepoFile(String path, String text) {
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "data", ".idea", ".vscode", "vendor");
    private static final Pattern TEXT = Pattern.compile(
            ".*\\.(java|md|sql|ya?ml|xml|json|properties|sh|html|css|js|config)|(bin|\\.ci)/[^/.]+|\\.gitignore");

    static Path root() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    static List<RepoFile> all() {
        Path root = root();
        List<RepoFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean ours = folder.equals(root)
                            || !NOT_OURS.contains(folder.getFileName().toString());
                    return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    if (TEXT.matcher(path).matches()) {
                        files.add(new RepoFile(path, read(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return files;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    List<String> lines() {
        return text.lines().toList();
    }

    String at(int index, String fault) {
        return path + ":" + (index + 1) + " " + fault;
    }
}
