package dev.ringback.store;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One step of the schema: {@code 0001_name.sql}. Once it was released it never changes. */
record MigrationFile(int version, String name, String checksum, String script) {
    private static final Pattern NAME = Pattern.compile("([0-9]{4})_([a-z0-9_]+)\\.sql");

    /** Those of a directory of the class path, in a jar or not, in their order; blocks. */
    static List<MigrationFile> of(ClassLoader loader, String directory) throws IOException {
        var url = loader.getResource(directory);
        if (url == null) {
            throw new IllegalArgumentException("There are no migrations in " + directory);
        }
        var uri = uri(url.toString());
        if (!uri.getScheme().equals("jar")) {
            return in(Path.of(uri));
        }
        var jar = Path.of(uri(uri.getRawSchemeSpecificPart().split("!/")[0]));
        try (var files = FileSystems.newFileSystem(jar, Map.of())) {
            return in(files.getPath(directory));
        }
    }

    private static URI uri(String text) throws IOException {
        try {
            return new URI(text);
        } catch (URISyntaxException odd) {
            throw new IOException(odd);
        }
    }

    private static List<MigrationFile> in(Path directory) throws IOException {
        var files = new ArrayList<MigrationFile>();
        try (var all = Files.list(directory)) {
            for (var file : all.sorted().toList()) {
                files.add(read(file));
                if (files.get(files.size() - 1).version != files.size()) {
                    throw new IllegalArgumentException(file + " breaks the count: " + files.size() + " was expected");
                }
            }
        }
        return files;
    }

    private static MigrationFile read(Path file) throws IOException {
        var name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            throw new IllegalArgumentException(file + " is not named like 0001_name.sql");
        }
        // A checkout with other line ends is the same script.
        var script = Files.readString(file).replace("\r\n", "\n");
        return new MigrationFile(Integer.parseInt(name.group(1)), name.group(2), checksum(script), script);
    }

    private static String checksum(String script) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
