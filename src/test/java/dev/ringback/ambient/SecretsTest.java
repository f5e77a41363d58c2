package dev.ringback.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void makesAsManyBytesAsAskedFor() {
        assertThat(Secrets.ofSystem().bytes(0)).isEmpty();
        assertThat(Secrets.ofSystem().bytes(32)).hasSize(32);
    }

    @Test
    void makesOthersEachTime() {
        Secrets secrets = Secrets.ofSystem();

        assertThat(secrets.bytes(16)).isNotEqualTo(secrets.bytes(16));
    }

    @Test
    void canBeDecidedByATest() {
        assertThat(new Secrets(new Random(1)).bytes(8)).isEqualTo(new Secrets(new Random(1)).bytes(8));
    }
}
