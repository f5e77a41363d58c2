package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {
    @Test
    void readsAllParts() throws Unfit {
        assertThat(DatabaseUrl.read("postgresql://ann:pw@db.example.com:5433/calls"))
                .isEqualTo(new DatabaseUrl("db.example.com", 5433, "calls", "ann", new Secret("pw")));
    }

    @Test
    void fillsInThePortAndAnEmptyPassword() throws Unfit {
        assertThat(DatabaseUrl.read("postgres://ann@db/calls"))
                .isEqualTo(new DatabaseUrl("db", 5432, "calls", "ann", new Secret("")));
    }

    @Test
    void decodesPercents() throws Unfit {
        DatabaseUrl url = DatabaseUrl.read("postgresql://an%40n:p%2Fw%3a+%C3%A9ü@db/my%20calls");

        assertThat(url.user()).isEqualTo("an@n");
        assertThat(url.password().value()).isEqualTo("p/w:+éü");
        assertThat(url.database()).isEqualTo("my calls");
    }

    @Test
    void takesThePasswordUpToTheLastAt() throws Unfit {
        DatabaseUrl url = DatabaseUrl.read("postgresql://ann:p@s:s@db/calls");

        assertThat(url.password().value()).isEqualTo("p@s:s");
        assertThat(url.host()).isEqualTo("db");
    }

    @Test
    void takesIpV6AddressesInBrackets() throws Unfit {
        assertThat(DatabaseUrl.read("postgresql://ann:pw@[::1]:5433/calls").host())
                .isEqualTo("::1");
        assertThat(DatabaseUrl.read("postgresql://ann:pw@[::1]:5433/calls").port())
                .isEqualTo(5433);
        assertThat(DatabaseUrl.read("postgresql://ann:pw@[::1]/calls").port()).isEqualTo(5432);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/calls, does not begin",
        "ann:hunter2@db/calls, does not begin",
        "postgresql://ann:hunter2@db, name is missing",
        "postgresql://ann:hunter2@db/, name is missing",
        "postgresql://db/calls, user is missing",
        "postgresql://:hunter2@db/calls, user is missing",
        "postgresql://ann:hunter2@/calls, host is missing",
        "postgresql://ann:hunter2@:5432/calls, host is missing",
        "postgresql://ann:hunter2@d b/calls, host is neither",
        "postgresql://ann:hunter2@db:hunter2/calls, port is not",
        "postgresql://ann:hunter2@db:0/calls, port is not",
        "postgresql://ann:hunter2@db:65536/calls, port is not",
        "postgresql://ann:hunter2@db:/calls, port is not",
        "postgresql://ann:hunter2%@db/calls, a % in the password",
        "postgresql://ann:hunter2%zz@db/calls, a % in the password",
        "postgresql://ann:hunter2%ff@db/calls, password is not UTF-8",
        "postgresql://ann:hunt/er2@db/calls, more than one /",
        "postgresql://ann:hunter2@db/calls?sslmode=require, options after",
        "postgresql://ann:hunter2#x@db/calls, options after",
    })
    void namesTheFaultAndNeverThePassword(String text, String fault) {
        Unfit unfit = catchThrowableOfType(Unfit.class, () -> DatabaseUrl.read(text));

        assertThat(unfit.fault()).contains(fault).doesNotContain("hunt").doesNotContain("er2");
    }

    @Test
    void doesNotPrintThePassword() throws Unfit {
        assertThat(DatabaseUrl.read("postgresql://ann:hunter2@db/calls").toString())
                .doesNotContain("hunter2");
    }
}
