package io.smartcost.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.smartcost.model.Tenant;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import io.smartcost.storage.jdbc.JdbcStateStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading one of 2,000 documents of a kilobyte, by the store and by a bare prepared statement over the same pool. The statement looks
 * a text key up in a table of a text key and a text, which is what one would write by hand.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class JdbcStateBenchmark {
    private static final int DOCUMENTS = 2_000;
    private static final StateStore.Collection BUDGETS = new StateStore.Collection(Tenant.DEFAULT, "budgets");

    @Param({"DUCKDB", "POSTGRESQL"})
    public String database = "";

    private final Random random = new Random(7);
    private HikariDataSource pool;
    private JdbcStateStore store;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Path folder;

    @Setup
    public void load() throws IOException, SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setMaximumPoolSize(2);
        pool = new HikariDataSource(config);
        store = JdbcStateStore.on(pool);
        store.createIfMissing();
        try (Connection connection = pool.getConnection();
                PreparedStatement table =
                        connection.prepareStatement("CREATE TABLE bare (name VARCHAR(64) PRIMARY KEY, json TEXT)")) {
            table.execute();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bare VALUES (?, ?)")) {
                for (int i = 0; i < DOCUMENTS; i++) {
                    String json = "{\"budget\": " + i + ", \"note\": \"" + "x".repeat(1000) + "\"}";
                    insert.setString(1, name(i));
                    insert.setString(2, json);
                    insert.execute();
                    store.put(BUDGETS.key(name(i)), json, null, null);
                }
            }
        }
        for (int i = 0; i < DOCUMENTS; i += 997) {
            if (!readBare(name(i)).equals(readStored(name(i)).json())) {
                throw new IllegalStateException("The two do not read the same");
            }
        }
    }

    private String url() throws IOException {
        if (database.equals("POSTGRESQL")) {
            postgres = EmbeddedPostgres.start();
            return postgres.getJdbcUrl("postgres", "postgres");
        }
        folder = Files.createTempDirectory("smartcost-benchmark");
        return "jdbc:duckdb:" + folder.resolve("state.db");
    }

    @TearDown
    public void close() throws IOException {
        pool.close();
        if (postgres != null) {
            postgres.close();
        }
        if (folder != null) {
            Files.deleteIfExists(folder.resolve("state.db"));
            Files.deleteIfExists(folder.resolve("state.db.wal"));
            Files.delete(folder);
        }
    }

    @Benchmark
    public StateDocument smartcost() {
        return readStored(name(random.nextInt(DOCUMENTS)));
    }

    @Benchmark
    public String bare() throws SQLException {
        return readBare(name(random.nextInt(DOCUMENTS)));
    }

    private StateDocument readStored(String name) {
        StateKey key = BUDGETS.key(name);
        return store.get(key).orElseThrow();
    }

    private String readBare(String name) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT json FROM bare WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("There is no " + name);
                }
                return row.getString(1);
            }
        }
    }

    private static String name(int number) {
        return "budget-" + number;
    }
}
