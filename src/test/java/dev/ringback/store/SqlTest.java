package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTest {
    @Test
    void findsAStatementByItsNameWithoutItsComment() {
        var sql = Sql.parse("file", "-- name: one\n-- why\nselect 1\nfrom x; \n\n-- name: two\nselect 2;\n");

        assertThat(sql.names()).containsExactlyInAnyOrder("one", "two");
        assertThat(sql.get("one")).isEqualTo("select 1\nfrom x");
        assertThat(sql.get("two")).isEqualTo("select 2");
    }

    @Test
    void refusesANameThatIsNotThere() {
        var sql = Sql.parse("file", "-- name: one\nselect 1\n");

        assertThatThrownBy(() -> sql.get("other")).hasMessage("file.sql has no statement named other");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> Sql.load("no_such_file")).hasMessage("There is no /sql/no_such_file.sql");
    }

    @ParameterizedTest
    @CsvSource({
        "'-- name: one\nselect 1\n-- name: one\nselect 2\n', two statements named one",
        "'-- name: one\n-- name: two\nselect 1\n', no statement under the name one",
        "'select 1\n-- name: one\nselect 1\n', before the first name",
        "'-- name: One\nselect 1\n', a bad name"
    })
    void refusesAFileOutOfShape(String text, String why) {
        assertThatThrownBy(() -> Sql.parse("file", text)).hasMessageContaining(why);
    }
}
