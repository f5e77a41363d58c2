package dev.ringback.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^## (/problems/\\S+)\\R(\\d+)\\.");

    @Test
    void eachTypeHasItsSectionAndEachSectionItsType() throws IOException {
        Map<String, Integer> described = SECTION.matcher(Files.readString(Path.of("docs/problems.md")))
                .results()
                .collect(Collectors.toMap(section -> section.group(1), section -> Integer.valueOf(section.group(2))));

        assertThat(described)
                .isEqualTo(Arrays.stream(ProblemType.values())
                        .collect(Collectors.toMap(ProblemType::uri, ProblemType::status)));
    }

    @Test
    void oneFieldsErrorIsTheDetailOfManyTheirNumber() {
        FieldError error = new FieldError("/title", "title is required.");

        assertThat(Problem.invalid(List.of(error)).detail()).isEqualTo("title is required.");
        assertThat(Problem.invalid(List.of(error, error)).detail()).isEqualTo("2 fields are not valid.");
    }
}
