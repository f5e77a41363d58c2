package dev.ringback.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.ambient.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsKeyTest {
    private static final String ONES = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    private static final String ZEROS = "A".repeat(43) + "=";
    private static final byte[] PLAIN = "hunter2".getBytes(UTF_8);
    private static final byte[] PLACE = "profile 1".getBytes(UTF_8);

    @TempDir
    Path directory;

    @Test
    void opensWhatItSealed() throws Exception {
        SecretsKey key = given(ONES);

        assertThat(key.open(key.seal(PLAIN, PLACE), PLACE)).isEqualTo(PLAIN);
        assertThat(key.open(key.seal(new byte[0], new byte[0]), new byte[0])).isEmpty();
    }

    @Test
    void sealsTheSameDifferentlyEachTime() throws Exception {
        SecretsKey key = given(ONES);

        assertThat(key.seal(PLAIN, PLACE)).isNotEqualTo(key.seal(PLAIN, PLACE)).startsWith(2);
    }

    @Test
    void opensNothingOfAnotherPlaceOrKey() throws Exception {
        byte[] sealed = given(ONES).seal(PLAIN, PLACE);
        SecretsKey other = given("A".repeat(43) + "=");

        assertThatThrownBy(() -> given(ONES).open(sealed, "profile 2".getBytes(UTF_8)))
                .isInstanceOf(SecretsKey.Sealed.class);
        assertThatThrownBy(() -> other.open(sealed, PLACE)).isInstanceOf(SecretsKey.Sealed.class);
    }

    @Test
    void opensNothingThatWasChangedOrCut() throws Exception {
        SecretsKey key = given(ONES);
        byte[] sealed = key.seal(PLAIN, PLACE);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            byte[] cut = java.util.Arrays.copyOf(sealed, i);
            assertThatThrownBy(() -> key.open(changed, PLACE)).isInstanceOf(SecretsKey.Sealed.class);
            assertThatThrownBy(() -> key.open(cut, PLACE)).isInstanceOf(SecretsKey.Sealed.class);
        }
    }

    @Test
    void hasAFingerprintThatTellsKeysApart() throws Exception {
        assertThat(given(ONES).fingerprint())
                .matches("[0-9a-f]{32}")
                .isEqualTo(given(ONES).fingerprint())
                .isNotEqualTo(given("A".repeat(43) + "=").fingerprint());
    }

    @Test
    void makesAFileOnlyTheOwnerCanReadAndKeepsIt() throws Exception {
        Path data = directory.resolve("data");

        String first = load(data, Optional.empty()).fingerprint();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets.key"))))
                .isEqualTo("rw-------");
        assertThat(load(data, Optional.empty()).fingerprint()).isEqualTo(first);
        assertThat(given(Files.readString(data.resolve("secrets.key")).strip()).fingerprint())
                .isEqualTo(first);
        try (var files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void makesNoFileWhenTheSettingsHaveTheKey() throws Exception {
        assertThat(given(ONES)).isNotNull();
        assertThat(directory.resolve("secrets.key")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2hunter2", "AAAA\n", "\u00e9"})
    void refusesADamagedFileWithoutRepeatingIt(String text) throws Exception {
        Files.writeString(directory.resolve("secrets.key"), text);

        assertThatThrownBy(() -> load(directory, Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("secrets.key is damaged")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void opensWhatAFormerKeySealedAndSealsWithTheCurrentOne() throws Exception {
        byte[] before = given(ONES).seal(PLAIN, PLACE);

        SecretsKey rotated = rotated(ZEROS, ONES);

        assertThat(rotated.open(before, PLACE)).isEqualTo(PLAIN);
        assertThat(rotated.isCurrent(before)).isFalse();
        assertThat(rotated.isCurrent(rotated.seal(PLAIN, PLACE))).isTrue();
        assertThat(rotated.knows(given(ONES).fingerprint())).isTrue();
        assertThat(rotated.fingerprint()).isEqualTo(given(ZEROS).fingerprint());
        assertThatThrownBy(() -> given(ONES).open(rotated.seal(PLAIN, PLACE), PLACE))
                .hasMessageContaining("secrets.former_keys");
    }

    @Test
    void theKeyOfTheFileIsAFormerOneOnceTheSettingsHaveAnother() throws Exception {
        byte[] sealed = load(directory, Optional.empty()).seal(PLAIN, PLACE);

        assertThat(given(ONES).open(sealed, PLACE)).isEqualTo(PLAIN);
    }

    private SecretsKey rotated(String key, String former) throws IOException {
        return load(directory, new Settings.SecretsKeys(Optional.of(new Secret(key)), List.of(new Secret(former))));
    }

    private SecretsKey given(String key) throws IOException {
        return load(directory, Optional.of(new Secret(key)));
    }

    private static SecretsKey load(Path data, Optional<Secret> key) throws IOException {
        return load(data, new Settings.SecretsKeys(key, List.of()));
    }

    private static SecretsKey load(Path data, Settings.SecretsKeys keys) throws IOException {
        return SecretsKey.load(new Settings.Storage(data, Optional.empty(), 4, 0, keys, 30, 365), Secrets.ofSystem());
    }
}
