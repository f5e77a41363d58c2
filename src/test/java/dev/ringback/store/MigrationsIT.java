package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.support.Await;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private Database database;

    @BeforeEach
    void open() {
        database = TestPostgres.open(vertx, MigrationsIT.class);
    }

    @AfterEach
    void close() {
        Await.result(database.close().eventually(vertx::close));
    }

    @Test
    void appliesEachStepOnce() {
        assertThat(Await.result(migrations("two").apply())).containsExactly(1, 2);
        assertThat(Await.result(migrations("two").apply())).isEmpty();

        assertThat(ask("select twice(count(*)::int) from first")).isEqualTo("4");
        assertThat(ask("select string_agg(name, ' ' order by version) from schema_version"))
                .isEqualTo("first second");
        assertThat(ask("select max(applied_at) = '2026-11-22T10:00:00Z' from schema_version"))
                .isEqualTo("true");
    }

    @Test
    void twoAtOnceApplyEachStepOnce() {
        DatabaseUrl url = database.url();
        var other = Await.result(Database.open(vertx, url, Database.Connections.of(2)));

        var both = Await.result(
                Future.all(migrations("two").apply(), new Migrations(other, "migrations/two", () -> NOW).apply()));

        assertThat(List.<Object>of(both.resultAt(0), both.resultAt(1)))
                .containsExactlyInAnyOrder(List.of(1, 2), List.of());
        Await.result(other.close());
    }

    @Test
    void aFailingStepIsUndoneWhole() {
        var failure = Await.failure(migrations("failing").apply());

        assertThat(failure)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("step 2 (second) failed and was undone")
                .hasMessageContaining("division by zero");
        assertThat(ask("select to_regclass('second') is null")).isEqualTo("true");
        assertThat(ask("select max(version) from schema_version")).isEqualTo("1");
    }

    @Test
    void aFailedStepIsAppliedOnceItIsRight() {
        var unused = Await.failure(migrations("failing").apply());

        assertThat(Await.result(migrations("two").apply())).containsExactly(2);
    }

    @Test
    void refusesAStepThatWasChangedAfterwards() {
        Await.result(migrations("two").apply());

        assertThat(Await.failure(migrations("changed").apply()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("step 1 (first) is not the one the database was made with");
    }

    @Test
    void refusesADatabaseThatIsNewerThanTheProgram() {
        Await.result(migrations("newer").apply());

        assertThat(Await.failure(migrations("two").apply()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("schema version 3, this program knows versions up to 2");
    }

    private Migrations migrations(String set) {
        return new Migrations(database, "migrations/" + set, () -> NOW);
    }

    private String ask(String question) {
        return Await.result(database.reads()
                .query(question)
                .execute()
                .map(rows -> String.valueOf(rows.iterator().next().getValue(0))));
    }
}
