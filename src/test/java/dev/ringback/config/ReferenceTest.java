package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The settings file, the document and the reader's list say the same; {@code -Dreference=write} makes them do so. */
class ReferenceTest {
    private static final Path FILE = Path.of("conf/ringback.yaml");
    private static final Path DOCUMENT = Path.of("docs/configuration.md");

    @Test
    void theFileIsWhatTheListSays() throws Exception {
        isAsMade(FILE, Reference.file());
    }

    @Test
    void theDocumentIsWhatTheListSays() throws Exception {
        isAsMade(DOCUMENT, Reference.document());
    }

    @Test
    void theFileAsItIsSetsNothing() throws Exception {
        JsonObject read = SettingsYaml.read(Files.readAllBytes(FILE));

        assertThat(read.getJsonArray(SettingsYaml.GIVEN)).isEmpty();
        assertThat(read.getJsonArray(SettingsYaml.FAULTS)).isEmpty();
    }

    @Test
    void everyLineOfTheFileCanBeUncommented() throws Exception {
        String text = Files.readString(FILE).replaceAll("(?m)^  #(?=[a-z])", "  ");

        JsonObject read = SettingsYaml.read(text.getBytes(StandardCharsets.UTF_8));
        GivenSettings given = GivenSettings.of(new JsonObject().put(SettingsYaml.ROOT, read), "file");

        assertThat(given.faults).isEmpty();
        assertThat(given.texts.keySet()).containsExactlyInAnyOrderElementsOf(Keys.names());
        Keys.all().forEach(key -> assertThat(given.texts.get(key.name()).text()).isEqualTo(key.fallback()));
        assertThat(new Assembly(Values.of(given), Path.of("/h"), Path.of("/h/conf/ringback.yaml")).settings())
                .isNotNull();
    }

    private static void isAsMade(Path path, String made) throws Exception {
        if ("write".equals(System.getProperty("reference"))) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, made);
        }
        assertThat(Files.readString(path)).isEqualTo(made);
    }
}
