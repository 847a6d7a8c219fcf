package io.smartcost.storage.jdbc;

import static io.smartcost.storage.jdbc.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.Tenant;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import io.smartcost.testkit.FixedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the contract does not ask of every state store. */
class JdbcStateStoreTest {
    private static final StateStore.Collection ALERTS = new StateStore.Collection(new Tenant("acme"), "alerts");
    private static final StateKey KEY = ALERTS.key("checkout");

    private final FixedClock clock = FixedClock.at("2026-08-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource
    void rows_that_expired_an_hour_ago_are_deleted_by_the_first_change_in_an_hour(TestDatabase database) {
        DataSource source = database.fresh();
        JdbcStateStore store = storeOn(source);
        Instant soon = clock.instant().plusSeconds(60);
        for (int i = 0; i < 10; i++) {
            store.put(ALERTS.key("passing-" + i), "{}", null, soon);
            store.put(ALERTS.key("lasting-" + i), "{}", null, i == 0 ? null : soon.plus(Duration.ofDays(1)));
        }
        clock.advance(Duration.ofMinutes(61).minusMillis(1));
        store.put(KEY, "{}", null, null);
        assertThat(rows(source))
                .as("an instance with a slow clock may still see all")
                .isEqualTo(21);

        clock.advance(Duration.ofHours(1));
        store.delete(KEY, "of another");
        assertThat(rows(source)).isEqualTo(11);
        assertThat(store.list(ALERTS, null, 100).items()).hasSize(11);
    }

    @ParameterizedTest
    @EnumSource
    void a_program_that_never_runs_for_an_hour_deletes_what_expired_too(TestDatabase database) {
        DataSource source = database.fresh();
        storeOn(source).put(KEY, "{}", null, clock.instant().plusSeconds(60));
        clock.advance(Duration.ofHours(2));
        storeOn(source).put(ALERTS.key("another"), "{}", null, null);
        assertThat(rows(source)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_no_text_or_no_json_or_too_large_is_refused_and_nothing_is_stored(TestDatabase database) {
        DataSource source = database.fresh();
        JdbcStateStore store = storeOn(source);
        String half = "\ud83d";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(ALERTS.key("a" + half), "{}", null, null))
                .withMessageContaining("key")
                .withMessageContaining("surrogate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(KEY, "\"" + half + "\"", null, null))
                .withMessageContaining("'checkout' of the collection 'alerts'")
                .withMessageContaining("surrogate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(KEY, "\"\u0000\"", null, null))
                .withMessageContaining("NUL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(KEY, "\"" + "x".repeat(262_143) + "\"", null, null))
                .withMessageContaining("262145 bytes")
                .withMessageContaining("262144");
        assertThatIllegalArgumentException().isThrownBy(() -> store.list(ALERTS, null, 0));
        assertThat(rows(source)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_pool_whose_connections_do_not_commit_by_themselves_will_do(TestDatabase database) {
        String url = database.url("without_auto_commit");
        try (HikariDataSource committing = TestDatabase.pool(url, 2);
                HikariDataSource other = new HikariDataSource()) {
            other.setJdbcUrl(url);
            other.setAutoCommit(false);
            JdbcStateStore seeing = storeOn(committing);
            JdbcStateStore store = JdbcStateStore.on(other, clock);
            StateDocument first = store.put(KEY, "1", null, null).orElseThrow();
            assertThat(seeing.get(KEY)).contains(first);
            StateDocument second = store.put(KEY, "2", first.version(), null).orElseThrow();
            assertThat(seeing.get(KEY)).contains(second);
            StateDocument third = seeing.put(KEY, "3", second.version(), null).orElseThrow();
            assertThat(store.get(KEY)).contains(third);
            assertThat(store.put(KEY, "4", null, null)).isEmpty();
            assertThat(store.delete(KEY, third.version())).isTrue();
            assertThat(seeing.get(KEY)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_its_table_it_says_what_to_do(TestDatabase database) {
        JdbcStateStore store = JdbcStateStore.on(database.fresh(), clock);
        assertThatThrownBy(() -> store.get(KEY))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("createIfMissing()")
                .hasMessageContaining("ddl()");
    }

    @ParameterizedTest
    @EnumSource
    void the_statements_that_it_prints_make_its_table(TestDatabase database) {
        DataSource source = database.fresh();
        for (String statement : JdbcStateStore.on(source).ddl().split(";\n")) {
            if (!statement.isBlank()) {
                execute(source, statement);
            }
        }
        JdbcStateStore store = JdbcStateStore.on(source, clock);
        assertThat(store.put(KEY, "{}", null, null)).isEqualTo(store.get(KEY)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void times_that_no_calendar_has_are_always_or_never(TestDatabase database) {
        JdbcStateStore store = storeOn(database.fresh());
        store.put(KEY, "{}", null, Instant.MAX);
        assertThat(store.get(KEY)).isPresent();
        StateKey past = ALERTS.key("past");
        store.put(past, "{}", null, Instant.MIN);
        assertThat(store.get(past)).isEmpty();
        clock.set(Instant.MIN);
        assertThat(store.get(KEY)).isPresent();
    }

    @Test
    void a_file_keeps_documents_beside_costs_until_the_next_start(@TempDir Path folder) {
        Path file = folder.resolve("costs.db");
        StateDocument stored;
        try (JdbcCostStore costs = JdbcCostStore.embedded(file);
                JdbcStateStore state = JdbcStateStore.embedded(file)) {
            stored = state.put(KEY, "{}", null, null).orElseThrow();
            costs.close();
            assertThat(state.get(KEY)).as("when the costs are closed").contains(stored);
        }
        try (JdbcStateStore state = JdbcStateStore.embedded(file, clock)) {
            assertThat(state.get(KEY)).contains(stored);
        }
    }

    private JdbcStateStore storeOn(DataSource source) {
        JdbcStateStore store = JdbcStateStore.on(source, clock);
        store.createIfMissing();
        return store;
    }

    /** Counts by a change of each, and leaves them as they are. */
    private static int rows(DataSource source) {
        return execute(source, "UPDATE smartcost_state SET tenant = tenant");
    }
}
