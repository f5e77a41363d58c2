package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void readsCommandsAndOptionsInAnyOrder() {
        assertThat(Arguments.of("start"))
                .isEqualTo(new Arguments.Start(Arguments.Command.START, Optional.empty(), List.of()));
        assertThat(Arguments.of("--set", "a=b=c", "demo", "--config=x.yaml", "--set=d=e"))
                .isEqualTo(new Arguments.Start(
                        Arguments.Command.DEMO, Optional.of(Path.of("x.yaml")), List.of("a=b=c", "d=e")));
    }

    @Test
    void showsHelpAndVersionWhateverElseIsThere() {
        assertThat(Arguments.of("--help")).isInstanceOf(Arguments.Help.class);
        assertThat(Arguments.of("start", "--sett", "--help")).isInstanceOf(Arguments.Help.class);
        assertThat(Arguments.of("-h")).isInstanceOf(Arguments.Help.class);
        assertThat(Arguments.of("--version")).isInstanceOf(Arguments.Version.class);
    }

    @Test
    void takesTheWordAfterAnOptionForItsValue() {
        assertThat(Arguments.of("start", "--set", "--help"))
                .isEqualTo(new Arguments.Start(Arguments.Command.START, Optional.empty(), List.of("--help")));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'a command is missing: start, demo, postgres or rotate-secrets'",
        "strat, unknown command strat; did you mean start?",
        "banana, unknown command banana",
        "start demo, one command is enough",
        "start --sett a=b, unknown option --sett; did you mean --set?",
        "start --port=1, unknown option --port",
        "start -x, unknown option -x",
        "start --set, --set: its value is missing",
        "start --config, --config: its value is missing",
        "start --config=, --config: expected a path",
        "start --config a --config b, --config stands there twice",
    })
    void saysWhatItDoesNotUnderstand(String line, String message) {
        Arguments arguments = line.isEmpty() ? Arguments.of() : Arguments.of(line.split(" "));

        assertThat(arguments).isEqualTo(new Arguments.Wrong(message));
    }

    @Test
    void showsNoControlCharactersAndNoLongWords() {
        assertThat(Arguments.of("\u001b[31m" + "x".repeat(500)))
                .isEqualTo(new Arguments.Wrong("unknown command ?[31m" + "x".repeat(75) + "…"));
    }
}
