package dev.ringback.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Reads the settings, once: from the file, the environment and the command line, each stronger than the one before. It
 * runs before the node has a Vert.x of its own, because settings decide how that one is made; so it blocks, and is for
 * the main thread only.
 */
public final class SettingsReader {
    /** The settings, and what is odd but no reason not to start. */
    public record Read(Settings settings, List<String> warnings) {}

    private final Path home;
    private final ConfigStoreOptions environment;

    /** {@code home} is the project's directory: there are {@code conf} and, unless told otherwise, {@code data}. */
    public SettingsReader(Path home) {
        this(home, new ConfigStoreOptions().setType("env").setConfig(new JsonObject().put("raw-data", true)));
    }

    SettingsReader(Path home, ConfigStoreOptions environment) {
        this.home = home.toAbsolutePath().normalize();
        this.environment = environment;
    }

    /** {@code config} replaces {@code conf/ringback.yaml}; {@code sets} are texts such as {@code http.port=9090}. */
    public Read read(Optional<Path> config, List<String> sets) throws BadSettings {
        Path file = config.map(Path::toAbsolutePath).orElse(conf(home).resolve("ringback.yaml"));
        String name = config.orElse(home.relativize(file)).toString();
        boolean there = Files.isRegularFile(file);
        if (!there && (config.isPresent() || Files.exists(file))) {
            throw new BadSettings(List.of("--config " + name + ": expected a file that can be read"));
        }
        GivenSettings given = GivenSettings.of(collect(there ? Optional.of(file) : Optional.empty(), sets), name);
        Settings settings = new Assembly(Values.of(given), home, file).settings();
        List<String> warnings = new ArrayList<>(given.warnings);
        warnings.addAll(oddities(settings));
        return new Read(settings, List.copyOf(warnings));
    }

    private static List<String> oddities(Settings settings) {
        List<String> odd = new ArrayList<>();
        Settings.Cluster cluster = settings.node().cluster();
        if (cluster.enabled() && settings.storage().databaseUrl().isEmpty()) {
            odd.add(
                    "cluster.enabled is set and database.url is not: this node has a database of its own, and those that join it"
                            + " share neither profiles nor callbacks with it");
        }
        if (cluster.enabled() && cluster.secret().isEmpty()) {
            odd.add(
                    "cluster.enabled is set and cluster.secret is not: whoever reaches cluster.port and knows cluster.name"
                            + " can join");
        }
        return odd;
    }

    static Path conf(Path home) {
        return home.resolve("conf");
    }

    private JsonObject collect(Optional<Path> file, List<String> sets) throws BadSettings {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            ConfigRetriever retriever = ConfigRetriever.create(vertx, stores(file, sets));
            return wait(retriever.getConfig().eventually(retriever::close));
        } catch (CompletionException e) {
            throw new BadSettings(List.of(file.map(Path::toString).orElse("settings") + ": " + e.getCause()));
        } finally {
            wait(vertx.close());
        }
    }

    /** The environment stands first, so that no variable's name can hide what the others say. */
    private ConfigRetrieverOptions stores(Optional<Path> file, List<String> sets) {
        ConfigRetrieverOptions options =
                new ConfigRetrieverOptions().setScanPeriod(-1).addStore(environment);
        file.ifPresent(path -> options.addStore(new ConfigStoreOptions()
                .setType("file")
                .setFormat(SettingsYaml.FORMAT)
                .setConfig(new JsonObject().put("path", path.toString()))));
        return options.addStore(new ConfigStoreOptions()
                .setType("json")
                .setConfig(new JsonObject().put(GivenSettings.COMMAND_LINE, new JsonArray(sets))));
    }

    private static <T> T wait(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
