package dev.ringback.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** The page's files by their path below {@code web}: few and small, so all are read once, packed once, and kept. */
final class PageFiles {
    private static final PageFiles ALL = new PageFiles(read());

    private final Map<String, PageFile> files;

    private PageFiles(Map<String, PageFile> files) {
        this.files = files;
    }

    static PageFiles all() {
        return ALL;
    }

    /** The one of that path; there are no others than those packaged, whatever a request asks for. */
    Optional<PageFile> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** Bytes as they are, the same packed, and a tag that changes with them. */
    record PageFile(String name, byte[] plain, byte[] packed, String tag) {}

    private static Map<String, PageFile> read() {
        try {
            URI root = PageFiles.class.getResource("/web/").toURI();
            if (!"jar".equals(root.getScheme())) {
                return read(Path.of(root));
            }
            try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
                return read(jar.getPath("/web"));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException odd) {
            throw new IllegalStateException("the page's files have no address", odd);
        }
    }

    private static Map<String, PageFile> read(Path root) throws IOException {
        Map<String, PageFile> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(each).toString().replace('\\', '/');
                byte[] bytes = Files.readAllBytes(each);
                found.put(name, new PageFile(name, bytes, pack(bytes), tag(bytes)));
            }
        }
        return Map.copyOf(found);
    }

    private static byte[] pack(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String tag(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return "\"" + Long.toHexString(sum.getValue()) + "-" + bytes.length + "\"";
    }
}
