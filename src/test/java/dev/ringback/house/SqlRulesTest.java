package dev.ringback.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Plants one fault for each rule of SQL and sees it found, beside something that looks like it and is none. */
class SqlRulesTest {
    @Test
    void findsCapitals() {
        assertThat(SqlRules.capitals(file("a.sql", "-- Why\nselect id\nFROM node")))
                .containsExactly("a.sql:3 has capitals: SQL is written in lower case");
        assertThat(SqlRules.capitals(file("a.sql", "-- Why\nselect 'A'"))).isEmpty();
        assertThat(SqlRules.capitals(file("A.java", "SELECT"))).isEmpty();
    }

    @Test
    void findsAStar() {
        assertThat(SqlRules.stars(file("a.sql", "select *\nfrom node"))).hasSize(1);
        assertThat(SqlRules.stars(file("a.sql", "select n.* from node n"))).hasSize(1);
        assertThat(SqlRules.stars(file("a.sql", "select count(*) from node -- not select *")))
                .isEmpty();
    }

    @Test
    void sparesAStarOfNamedColumns() {
        assertThat(SqlRules.stars(file("a.sql", "select i.*\nfrom unnest($1::int[]) as i (n)")))
                .isEmpty();
        assertThat(SqlRules.stars(file("a.sql", "with own as (select 1)\nselect *\nfrom own")))
                .isEmpty();
        assertThat(SqlRules.stars(file("a.sql", "with own as (select 1)\nselect o.*\nfrom own o\n")))
                .isEmpty();
    }

    @Test
    void findsSqlThatAsksForTheTime() {
        assertThat(SqlRules.clocks(file("sql/a.sql", "select now()"))).hasSize(1);
        assertThat(SqlRules.clocks(file("sql/a.sql", "-- name: clock\nselect 1\n-- name: b\nselect now()")))
                .hasSize(1);
        assertThat(SqlRules.clocks(file("sql/a.sql", "-- name: clock\nselect clock_timestamp()\n")))
                .isEmpty();
        assertThat(SqlRules.clocks(file("sql/migrations/a.sql", "select now()")))
                .isEmpty();
        assertThat(SqlRules.clocks(file("sql/a.sql", "-- now() is not asked\nselect $1")))
                .isEmpty();
    }

    private static List<RepoFile> file(String path, String text) {
        return List.of(new RepoFile(path, text));
    }
}
