package dev.ringback.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds every file of the repository to the house style. That each rule finds what it is for is shown beside it. */
class TidyTest {
    private static final List<RepoFile> FILES = RepoFile.all();
    private static final List<RepoFile> JAVA =
            FILES.stream().filter(file -> file.path().endsWith(".java")).toList();
    private static final List<JavaSource> SOURCES = JavaSource.parse(JAVA);

    @Test
    void findsTheFilesItIsFor() {
        assertThat(SOURCES).anyMatch(source -> source.name().equals("TidyTest")).anyMatch(JavaSource::isMain);
        assertThat(FILES).anyMatch(file -> file.path().endsWith(".sql"));
    }

    @Test
    void filesAreShort() {
        assertThat(CodeRules.files(SOURCES)).isEmpty();
    }

    @Test
    void methodsAreShort() {
        assertThat(CodeRules.methods(SOURCES)).isEmpty();
    }

    @Test
    void parametersAreFew() {
        assertThat(CodeRules.parameters(SOURCES)).isEmpty();
    }

    @Test
    void recordsAreSmall() {
        assertThat(CodeRules.components(SOURCES)).isEmpty();
    }

    @Test
    void typesSayWhatTheyAre() {
        assertThat(CodeRules.typesWithoutWords(SOURCES)).isEmpty();
    }

    @Test
    void packagesSayWhatTheyAre() {
        assertThat(CodeRules.packagesWithoutWords(SOURCES)).isEmpty();
    }

    @Test
    void noTestIsDisabled() {
        assertThat(CodeRules.disabledTests(SOURCES)).isEmpty();
    }

    @Test
    void nothingSleeps() {
        assertThat(CodeRules.sleeps(SOURCES)).isEmpty();
    }

    @Test
    void onlyTheCommandLinePrints() {
        assertThat(CodeRules.prints(SOURCES)).isEmpty();
    }

    @Test
    void linesFitTheScreen() {
        assertThat(CodeRules.longLines(SOURCES)).isEmpty();
    }

    @Test
    void nothingIsPromised() {
        assertThat(TextRules.promises(FILES)).isEmpty();
    }

    @Test
    void noMachineIsNamed() {
        assertThat(TextRules.machinePaths(FILES)).isEmpty();
    }

    @Test
    void sqlIsCalm() {
        assertThat(SqlRules.capitals(FILES)).isEmpty();
    }

    @Test
    void sqlNamesItsColumns() {
        assertThat(SqlRules.stars(FILES)).isEmpty();
    }

    @Test
    void sqlIsToldTheTime() {
        assertThat(SqlRules.clocks(FILES)).isEmpty();
    }

    @Test
    void linksLeadSomewhere() {
        assertThat(TextRules.deadLinks(FILES, RepoFile.root())).isEmpty();
    }
}
