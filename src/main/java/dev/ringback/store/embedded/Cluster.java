package dev.ringback.store.embedded;

import dev.ringback.config.Secret;
import dev.ringback.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory with the database in it: made once, with its password, found again at every later start. */
record Cluster(PostgresFiles files, Path binaries, ServerUser user) {
    static final String USER = "ringback";
    static final String DATABASE = "ringback";

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    Secret open(Supplier<Secret> newPassword) throws IOException, InterruptedException {
        if (!Files.exists(files.data())) {
            make(newPassword.get());
        }
        var version = Files.readString(files.data().resolve("PG_VERSION")).strip();
        if (!version.equals(Binaries.MAJOR)) {
            throw new StoreException(files.data() + " was written by PostgreSQL " + version + ", this program brings "
                    + Binaries.MAJOR + ": take the version of Ringback it was written with, or move the data over");
        }
        if (!Files.exists(files.password())) {
            throw new StoreException(
                    files.password() + " is missing: the data in " + files.data() + " cannot be opened without it");
        }
        user.own(files.data());
        return new Secret(Files.readString(files.password()).strip());
    }

    private void make(Secret password) throws IOException, InterruptedException {
        LOG.info("Making the database in {}", files.data());
        var unfinished = files.unfinishedData();
        var passwordForInitdb = files.home().resolve("password-unfinished");
        files.remove(unfinished);
        Files.createDirectory(unfinished);
        user.own(unfinished);
        PostgresFiles.writePrivately(passwordForInitdb, password.value() + "\n");
        user.own(passwordForInitdb);
        // The locale is the server's own, not the system's: it is the same, and sorts the same, on every machine.
        run(
                program("initdb")
                        .and("-D", unfinished.toString(), "-U", USER, "-E", "UTF8", "--locale=C")
                        .and("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions")
                        .and("-A", "scram-sha-256", "--pwfile=" + passwordForInitdb),
                "");
        run(
                program("postgres").and("--single", "-D", unfinished.toString(), "postgres"),
                "create database " + DATABASE + "\n");
        Files.delete(passwordForInitdb);
        PostgresFiles.writePrivately(files.password(), password.value() + "\n");
        Files.move(unfinished, files.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    Command program(String name) {
        return Command.of(binaries.resolve("bin").resolve(name).toString()).after(user.prefix());
    }

    private void run(Command command, String input) throws IOException, InterruptedException {
        var before = files.logBytes();
        int status = command.run(files.log(), input);
        if (status != 0) {
            throw new StoreException("The database could not be made in " + files.data() + " (exit status " + status
                    + "):\n" + files.logSince(before));
        }
    }
}
