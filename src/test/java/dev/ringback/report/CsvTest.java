package dev.ringback.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void quotesWhatMustBeAndKeepsFormulasFromBeing() {
        Csv csv = new Csv(List.of("title", "count", "words"));
        csv.row(List.of("-1+2", 12L, "a, \"b\"\nc"));
        csv.row(List.of("=HYPERLINK(1)", -3L, "plain"));

        assertThat(csv.answer("some").body().toString())
                .isEqualTo("title,count,words\r\n'-1+2,12,\"a, \"\"b\"\"\nc\"\r\n'=HYPERLINK(1),-3,plain\r\n");
    }
}
