package dev.ringback.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants one fault for each rule of text and sees it found, beside something that looks like it and is none. */
class TextRulesTest {
    @Test
    void findsAPromise() {
        assertThat(TextRules.promises(file("A.java", "// TO" + "DO later"))).hasSize(1);
        assertThat(TextRules.promises(file("A.java", "// what to do later"))).isEmpty();
    }

    @Test
    void findsAPathOfAMachine() {
        assertThat(TextRules.machinePaths(file("a.md", "see /ho" + "me/ada/notes")))
                .hasSize(1);
        assertThat(TextRules.machinePaths(file("a.md", "see /usr/lib/jvm, ./home/ada and https://a.example/home/ada")))
                .isEmpty();
    }

    @Test
    void findsADeadLink(@TempDir Path root) throws IOException {
        Files.createDirectory(root.resolve("docs"));
        Files.writeString(root.resolve("docs/there.md"), "# A heading, `here`\n");

        assertThat(dead(root, "[a](missing.md)")).hasSize(1);
        assertThat(dead(root, "[a](there.md#nowhere)")).hasSize(1);
        assertThat(dead(root, "[a](#nowhere)")).hasSize(1);
        assertThat(dead(root, "[a](there.md#a-heading-here) [b](../docs) [c](https://example.com/x) [d](#top)\n# Top"))
                .isEmpty();
    }

    private static List<String> dead(Path root, String text) {
        return TextRules.deadLinks(file("docs/a.md", text), root);
    }

    private static List<RepoFile> file(String path, String text) {
        return List.of(new RepoFile(path, text));
    }
}
