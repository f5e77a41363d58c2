package dev.ringback.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the program to its own shape, and each rule to what was planted to break it. */
class ArchitectureTest {
    private static final String ROOT = "dev.ringback";
    private static final String PLANTED = "dev.ringback.house.planted";
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    private static final JavaClasses WEEDS = new ClassFileImporter().importPackages(PLANTED);

    @ParameterizedTest
    @MethodSource("rules")
    void theProgramKeeps(ArchRule rule) {
        rule.check(PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("rulesForWeeds")
    void findsWhatIsPlantedAgainst(ArchRule rule) {
        assertThat(rule.evaluate(WEEDS).hasViolation()).isTrue();
    }

    static List<Named<ArchRule>> rules() {
        return new ArchitectureRules(ROOT).all();
    }

    static List<Named<ArchRule>> rulesForWeeds() {
        return new ArchitectureRules(PLANTED).all();
    }
}
