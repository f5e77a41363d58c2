package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What runs a cluster, as files: they keep to the schemas of those who read them, and name settings that there are. */
class ClusterFilesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path CLUSTER = Path.of("cluster");
    private static final Path KUBERNETES = CLUSTER.resolve("kubernetes");
    private static final Path DEPLOYMENT = KUBERNETES.resolve("deployment.yaml");
    /** What Launch waits for at the most beside the grace: twice this. */
    private static final Duration STOP_MORE = Duration.ofSeconds(15);

    private static final Map<String, String> KINDS = Map.of(
            "Deployment", "io.k8s.api.apps.v1.Deployment",
            "Service", "io.k8s.api.core.v1.Service",
            "ConfigMap", "io.k8s.api.core.v1.ConfigMap",
            "Secret", "io.k8s.api.core.v1.Secret",
            "Namespace", "io.k8s.api.core.v1.Namespace",
            "PodDisruptionBudget", "io.k8s.api.policy.v1.PodDisruptionBudget",
            "NetworkPolicy", "io.k8s.api.networking.v1.NetworkPolicy");

    @Test
    void kubernetesTakesTheManifests() throws IOException {
        Set<String> kinds = new HashSet<>();
        for (Path file : manifests()) {
            for (JsonNode each : documents(file)) {
                kinds.add(each.path("kind").asText());
                assertThat(faults(each)).as(file.toString()).isEmpty();
            }
        }
        assertThat(kinds).isEqualTo(KINDS.keySet());
    }

    @Test
    void aMistakeInAManifestIsFound() throws IOException {
        JsonNode deployment =
                YAML.readTree(Files.readString(DEPLOYMENT).replace("failureThreshold", "failureTreshold"));

        assertThat(faults(deployment)).isNotEmpty();
    }

    @Test
    void composeTakesItsFile() throws IOException {
        JsonNode compose = YAML.valueToTree(merged(CLUSTER.resolve("compose.yaml")));
        JsonSchema schema = schema(read("compose-spec.json"));

        assertThat(schema.validate(compose)).isEmpty();
        assertThat(schema.validate(YAML.readTree("services: {a: {imagge: b}}"))).isNotEmpty();
    }

    @Test
    void everySettingThatIsNamedIsOne() throws IOException {
        Set<String> known = new TreeSet<>(GivenSettings.LAUNCHER);
        Keys.all().forEach(key -> known.add(key.environment()));
        Set<String> named = new TreeSet<>();
        Pattern name = Pattern.compile("\\bRINGBACK_[A-Z0-9_]+(?=[\"']?[:=}]| )");
        List<Path> files = Stream.concat(
                        manifests().stream(),
                        Stream.of(
                                CLUSTER.resolve("compose.yaml"),
                                CLUSTER.resolve("ringback.service"),
                                CLUSTER.resolve("three-nodes"),
                                Path.of("Dockerfile")))
                .toList();
        for (Path file : files) {
            name.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group()));
        }

        // Of compose alone: which image to take. Of Kubernetes: a comment on what it must not set.
        named.removeAll(Set.of("RINGBACK_TAG", "RINGBACK_PORT"));
        assertThat(named).contains("RINGBACK_CLUSTER_ENABLED", "RINGBACK_HEAP");
        assertThat(known).containsAll(named);
    }

    @Test
    void nobodyKillsANodeThatIsStillWithinItsTime() throws Exception {
        JsonNode pod = YAML.readTree(DEPLOYMENT.toFile()).at("/spec/template/spec");
        Duration grace = Keys.STOP_GRACE.kind().read(Keys.STOP_GRACE.fallback());
        long needed = grace.plus(STOP_MORE).plus(STOP_MORE).toSeconds();
        long before = pod.at("/containers/0/lifecycle/preStop/exec/command/1").asLong();

        assertThat(before).isPositive();
        assertThat(pod.path("terminationGracePeriodSeconds").asLong()).isGreaterThanOrEqualTo(before + needed);
        assertThat(seconds("ringback.service", "TimeoutStopSec=(\\d+)\n")).isGreaterThanOrEqualTo(needed);
        assertThat(seconds("compose.yaml", "  stop_grace_period: (\\d+)s\n")).isGreaterThanOrEqualTo(needed);
    }

    private static long seconds(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(CLUSTER.resolve(file)))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .min()
                .orElseThrow();
    }

    private static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.list(KUBERNETES)) {
            return files.filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        try (YAMLParser parser = new YAMLFactory().createParser(file.toFile())) {
            return YAML.readValues(parser, JsonNode.class).readAll();
        }
    }

    private static Set<ValidationMessage> faults(JsonNode manifest) throws IOException {
        JsonNode all = read("kubernetes-1.30.json");
        String kind = KINDS.getOrDefault(manifest.path("kind").asText(), "none of ours");
        var one = YAML.createObjectNode();
        one.set("$schema", all.get("$schema"));
        one.set("$defs", all.get("$defs"));
        one.put("$ref", "#/$defs/" + kind);
        return schema(one).validate(manifest);
    }

    private static JsonSchema schema(JsonNode schema) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    private static JsonNode read(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/test/resources/schemas", name).toFile());
    }

    /** With anchors and merge keys resolved, which Jackson leaves alone. */
    private static Object merged(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }
}
