package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.spi.RetryableException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The connection goes in the middle of a replacement: the old partition stays, the error says so, and the next try works. */
class LostConnectionTest {
    private static final int RECORDS = 20_000;
    private static final int MOST_TRIES = 1_000;

    private static void assertSurvives(DataSource database, Runnable kill) {
        JdbcCostStore store = JdbcCostStore.on(database);
        store.createIfMissing();
        store.replace(Days.TENANT, Days.partition(3, "2"));
        assertThatThrownBy(() -> store.replace(Days.TENANT, Days.interrupted(RECORDS, "1", RECORDS / 2, kill)))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("was lost while replacing aws/1234 on 2026-02-27")
                .hasMessageContaining("trying again is safe");
        assertThat(total(store)).isEqualByComparingTo("6");
        store.replace(Days.TENANT, Days.partition(RECORDS, "1"));
        assertThat(total(store)).isEqualByComparingTo("" + RECORDS);
    }

    /** Asks again while the server says that it is not ready, as the sync does. */
    private static BigDecimal total(JdbcCostStore store) {
        for (int tries = 1; ; tries++) {
            try {
                return store.aggregate(Days.QUERY).totals().get("USD");
            } catch (RetryableException notReady) {
                if (tries == MOST_TRIES) {
                    throw notReady;
                }
            }
        }
    }

    private static <T> List<T> ask(DataSource database, String sql, Session.RowReader<T> reader) {
        return new Database(database).connected("asking", session -> session.query(Sql.of(sql), reader));
    }

    @Test
    void postgresTerminatesTheBackend() {
        DataSource database = TestDatabase.POSTGRESQL.fresh();
        assertSurvives(
                database,
                () -> assertThat(ask(
                                database,
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY smartcost%'"
                                        + " AND datname = current_database()",
                                row -> row.getBoolean(1)))
                        .containsExactly(true));
    }

    /** On a server of its own that keeps what it committed, because such a death makes all of a server's backends start anew. */
    @Test
    void theProcessOfPostgresBackendIsKilled() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            DataSource pool = TestDatabase.pool(server.getJdbcUrl("postgres", "postgres"), 2);
            assertSurvives(pool, () -> {
                List<Long> processes = ask(
                        pool,
                        "SELECT pid FROM pg_stat_activity WHERE query LIKE 'COPY smartcost%'",
                        row -> row.getLong(1));
                assertThat(processes).hasSize(1);
                assertThat(ProcessHandle.of(processes.get(0)).orElseThrow().destroyForcibly())
                        .isTrue();
            });
            ((AutoCloseable) pool).close();
        }
    }

    @Test
    void mariaDbKillsTheConnection() throws SQLException {
        DataSource database = TestDatabase.MARIADB.fresh();
        assertSurvives(database, () -> {
            List<Long> writing = ask(
                    database,
                    "SELECT trx_mysql_thread_id FROM information_schema.innodb_trx WHERE trx_rows_modified > 1000",
                    row -> row.getLong(1));
            assertThat(writing).hasSize(1);
            TestDatabase.execute(database, "KILL CONNECTION " + writing.get(0));
        });
    }
}
