package dev.ringback.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each promise of docs/guarantees.md has a proof, and each proof that it names is there; and the rules see what is not so. */
class ProofRulesTest {
    private static final RepoFile GUARANTEES = RepoFile.all().stream()
            .filter(file -> file.path().equals("docs/guarantees.md"))
            .findFirst()
            .orElseThrow();
    private static final List<JavaSource> TESTS = JavaSource.parse(List.of(
            new RepoFile("src/test/java/a/ATest.java", "class ATest { void works() {} }"),
            new RepoFile("src/test/java/a/simulation/Rule.java", "enum Rule { ENDS }"),
            new RepoFile(
                    "src/test/java/a/simulation/PlantedBugsTest.java",
                    "class PlantedBugsTest { String name = \"fence left out\"; }")));

    @Test
    void eachProofOfTheGuaranteesIsThere() {
        List<JavaSource> sources = JavaSource.parse(RepoFile.all().stream()
                .filter(file ->
                        file.path().startsWith("src/test/") && file.path().endsWith(".java"))
                .toList());

        assertThat(ProofRules.proofs(GUARANTEES)).hasSizeGreaterThan(30);
        assertThat(ProofRules.missing(GUARANTEES, sources)).isEmpty();
    }

    @Test
    void eachGuaranteeHasAProof() {
        assertThat(ProofRules.unproved(GUARANTEES)).isEmpty();
    }

    @Test
    void findsAProofThatIsNotThere() {
        assertThat(missing("`ATest.works` `ATest` `Rule.ENDS` `planted: fence left out` `Rule` `bin/test`"))
                .isEmpty();
        assertThat(missing("`ATest.worked`")).hasSize(1);
        assertThat(missing("`BTest.works`")).hasSize(1);
        assertThat(missing("`Rule.END`")).hasSize(1);
        assertThat(missing("`planted: fence left in`")).hasSize(1);
    }

    @Test
    void findsAPromiseThatNothingShows() {
        String table =
                "| promise | shown by |\n|---|---|\n| a | `ATest.works` |\n| `BTest.works` | words |\n\n| c | d |\n";

        assertThat(ProofRules.unproved(new RepoFile("a.md", table)))
                .hasSize(1)
                .first()
                .asString()
                .contains("a.md:4");
    }

    private static List<String> missing(String text) {
        return ProofRules.missing(new RepoFile("a.md", text), TESTS);
    }
}
