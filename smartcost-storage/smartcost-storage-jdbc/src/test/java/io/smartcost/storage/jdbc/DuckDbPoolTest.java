package io.smartcost.storage.jdbc;

import static io.smartcost.storage.jdbc.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.smartcost.spi.RetryableException;
import org.junit.jupiter.api.Test;

class DuckDbPoolTest {
    @Test
    void a_connection_whose_commit_failed_has_transactions_again() {
        try (HikariDataSource one = TestDatabase.pool(TestDatabase.DUCKDB.url("failing_commit"), 1);
                HikariDataSource two = TestDatabase.pool(one.getJdbcUrl(), 1)) {
            execute(one, "CREATE TABLE kept (n INT PRIMARY KEY)");
            Database database = new Database(one);
            assertThatThrownBy(() -> database.change("writing", session -> {
                        session.execute("INSERT INTO kept VALUES (1)");
                        execute(two, "INSERT INTO kept VALUES (1)");
                    }))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("commit");
            assertThatThrownBy(() -> database.change("writing", session -> {
                        session.execute("INSERT INTO kept VALUES (2)");
                        throw new IllegalStateException("not to be kept");
                    }))
                    .hasMessage("not to be kept");
            assertThat(execute(two, "DELETE FROM kept")).isEqualTo(1);
            database.change("writing", session -> session.execute("INSERT INTO kept VALUES (3)"));
            assertThat(execute(two, "DELETE FROM kept")).isEqualTo(1);
        }
    }
}
