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
    void findsALongLine() {
        assertThat(TextRules.longLines(file("A.java", "x\n" + "x".repeat(121)))).hasSize(1);
        assertThat(TextRules.longLines(file("A.java", "x".repeat(120)))).isEmpty();
    }

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
    void findsLoudSql() {
        assertThat(TextRules.loudSql(file("a.sql", "-- Why\nselect id\nFROM node")))
                .containsExactly("a.sql:3 has capitals: SQL is written in lower case");
        assertThat(TextRules.loudSql(file("a.sql", "-- Why\nselect 'A'"))).isEmpty();
        assertThat(TextRules.loudSql(file("A.java", "SELECT"))).isEmpty();
    }

    @Test
    void findsAStar() {
        assertThat(TextRules.starSql(file("a.sql", "select *\nfrom node"))).hasSize(1);
        assertThat(TextRules.starSql(file("a.sql", "select n.* from node n"))).hasSize(1);
        assertThat(TextRules.starSql(file("a.sql", "select count(*) from node -- not select *")))
                .isEmpty();
    }

    @Test
    void findsSqlThatAsksForTheTime() {
        assertThat(TextRules.clockSql(file("sql/a.sql", "select now()"))).hasSize(1);
        assertThat(TextRules.clockSql(file("sql/migrations/a.sql", "select now()")))
                .isEmpty();
        assertThat(TextRules.clockSql(file("sql/a.sql", "-- now() is not asked\nselect $1")))
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
