package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.spi.PartitionSelection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {
    private static final PartitionSelection DAY = PartitionSelection.of(DayRange.of(LocalDate.of(2026, 1, 1)));

    @ParameterizedTest
    @EnumSource
    void aDatabaseWithoutTablesIsNotTouchedAndTheErrorSaysWhatToDo(TestDatabase kind) {
        JdbcCostStore store = JdbcCostStore.on(kind.fresh());
        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> store.list(Tenant.DEFAULT, DAY, null, 1))
                    .isInstanceOf(SmartCostException.class)
                    .hasMessageContaining("no tables for cost")
                    .hasMessageContaining("createIfMissing()");
        }
        store.createIfMissing();
        assertThat(store.list(Tenant.DEFAULT, DAY, null, 1).items()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatDdlPrintsMakesAllThatIsNeeded(TestDatabase kind) throws SQLException {
        DataSource database = kind.fresh();
        JdbcCostStore store = JdbcCostStore.on(database);
        for (String statement : store.ddl().split(";\\s*\n")) {
            execute(database, statement);
        }
        assertThat(store.list(Tenant.DEFAULT, DAY, null, 1).items()).isEmpty();
        store.createIfMissing();
        assertThat(store.aggregate(CostQuery.of(Tenant.DEFAULT, DAY.days())).rows())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theTableHasTheColumnsOfTheRecordsInTheirOrder(TestDatabase kind) throws SQLException {
        DataSource database = kind.fresh();
        JdbcCostStore.on(database).createIfMissing();
        List<String> columns = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + RecordTable.NAME)) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
        }
        assertThat(columns).isEqualTo(RecordTable.columns());
    }

    @ParameterizedTest
    @EnumSource
    void aNewerSchemaIsLeftAlone(TestDatabase kind) throws SQLException {
        DataSource database = kind.fresh();
        JdbcCostStore.on(database).createIfMissing();
        execute(database, "UPDATE smartcost_schema SET version = 7 WHERE part = 'cost'");
        JdbcCostStore older = JdbcCostStore.on(database);
        assertThatThrownBy(() -> older.drop(Tenant.DEFAULT, DAY))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("version 7")
                .hasMessageContaining("newer one");
        assertThatThrownBy(older::createIfMissing)
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("version 7");
    }

    /** The scripts step-1 to step-3 lie beside this test. */
    @ParameterizedTest
    @EnumSource
    void anOlderSchemaIsBroughtUpStepByStep(TestDatabase kind) throws SQLException {
        DataSource source = kind.fresh();
        Database database = new Database(source);
        new Schema("step", 1).createIfMissing(database);
        execute(source, "INSERT INTO smartcost_step (name) VALUES ('kept')");
        Schema latest = new Schema("step", 3);
        assertThatThrownBy(() -> latest.require(database))
                .hasMessageContaining("version 1 of the tables for step")
                .hasMessageContaining("version 3 is needed");
        latest.createIfMissing(database);
        latest.require(database);
        new Schema("step", 3).createIfMissing(database);
        List<String> found = database.connected(
                "reading",
                session -> session.query(
                        Sql.of("SELECT name, another, third FROM smartcost_step"),
                        row -> row.getString(1) + row.getString(2) + row.getString(3)));
        assertThat(found).containsExactly("keptnullthree");
    }

    @ParameterizedTest
    @EnumSource
    void instancesThatStartAtTheSameTimeAllFindTheTables(TestDatabase kind) throws Exception {
        DataSource database = kind.fresh();
        int instances = 4;
        CyclicBarrier start = new CyclicBarrier(instances);
        ExecutorService threads = Executors.newFixedThreadPool(instances);
        try {
            List<Future<Integer>> found = new ArrayList<>();
            for (int i = 0; i < instances; i++) {
                found.add(threads.submit(() -> {
                    JdbcCostStore store = JdbcCostStore.on(database);
                    start.await();
                    store.createIfMissing();
                    return store.list(Tenant.DEFAULT, DAY, null, 1).items().size();
                }));
            }
            for (Future<Integer> one : found) {
                assertThat(one.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
