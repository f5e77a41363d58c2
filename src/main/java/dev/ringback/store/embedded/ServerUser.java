package dev.ringback.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Under whom the server runs. PostgreSQL refuses to be root: then it runs in a user namespace, where root's files are its own, or, where
 * namespaces are forbidden, as nobody, to whom its files are given.
 */
record ServerUser(List<String> prefix, int owner) {
    private static final int NOBODY = 65534;
    /** The line has the real, the effective, the saved and the file system's id. */
    private static final int EFFECTIVE = 2;

    static ServerUser find() throws IOException, InterruptedException {
        int me = effectiveUser();
        // In containers the account may be a bare number, which initdb refuses; in a namespace it goes by the name
        // nobody.
        if (me != 0 && Command.of("id", "-un").succeeds()) {
            return new ServerUser(List.of(), me);
        }
        if (Command.of("unshare", "-U", "true").succeeds()) {
            return new ServerUser(List.of("unshare", "-U"), me);
        }
        return me == 0 ? nobody() : new ServerUser(List.of(), me);
    }

    static ServerUser nobody() {
        var id = String.valueOf(NOBODY);
        return new ServerUser(List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "--"), NOBODY);
    }

    /** Gives it the file or directory, when a run under another account has left it to that one. */
    void own(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || owner(path) == owner) {
            return;
        }
        try (var all = Files.walk(path)) {
            for (var each : (Iterable<Path>) all::iterator) {
                Files.setAttribute(each, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(each, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (UncheckedIOException wrapped) {
            throw wrapped.getCause();
        }
    }

    private static int effectiveUser() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            var ids = lines.filter(line -> line.startsWith("Uid:")).findFirst().orElse("");
            return Integer.parseUnsignedInt(ids.split("\\s+")[EFFECTIVE]);
        }
    }

    private static int owner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
