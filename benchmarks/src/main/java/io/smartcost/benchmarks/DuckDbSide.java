package io.smartcost.benchmarks;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The data in an in-process DuckDB at its best: in memory, ENUM columns, sorted by day, two threads, statements prepared. */
final class DuckDbSide implements AutoCloseable {
    private final Connection connection;

    /** Without any rows. */
    DuckDbSide() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("set threads = 2");
        type("provider", BenchmarkData.PROVIDERS);
        type("account", BenchmarkData.ACCOUNTS);
        type("service", BenchmarkData.SERVICES);
        type("region", BenchmarkData.REGIONS);
        type("env", BenchmarkData.ENVS);
        type("team", BenchmarkData.TEAMS);
        type("resource", BenchmarkData.RESOURCES);
        empty();
    }

    DuckDbSide(BenchmarkData data) throws SQLException {
        this();
        load(data.csv());
    }

    /** Takes all rows away. */
    void empty() throws SQLException {
        execute("create or replace table costs (day date, provider provider_t, account account_t, service service_t,"
                + " region region_t, env env_t, team team_t, resource resource_t, cost decimal(38, 12))");
    }

    /** Adds the rows of a file; given the types, the reader makes the enums itself. */
    void load(Path csv) throws SQLException {
        execute(
                "insert into costs select day, provider, account, service, region, env, team, resource, cost from read_csv('"
                        + csv
                        + "', header = true, auto_detect = false, columns = {'day': 'date', 'provider': 'provider_t',"
                        + " 'account': 'account_t', 'service': 'service_t', 'region': 'region_t', 'env': 'env_t', 'team': 'team_t',"
                        + " 'resource': 'resource_t', 'cost': 'decimal(38, 12)', 'currency': 'varchar'})");
    }

    private void type(String name, List<String> values) throws SQLException {
        execute("create type " + name + "_t as enum ('" + String.join("', '", values) + "')");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** The memory that the database says it uses. */
    long bytes() throws SQLException {
        execute("checkpoint");
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select sum(memory_usage_bytes) from duckdb_memory()")) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Runs a prepared query and fetches all of its rows. */
    static List<Object[]> fetch(PreparedStatement statement) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns - 1; i++) {
                    row[i] = result.getString(i + 1);
                }
                row[columns - 1] = result.getBigDecimal(columns);
                rows.add(row);
            }
        }
        return rows;
    }

    Answer answer(String sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            List<List<String>> rows = new ArrayList<>();
            for (Object[] row : fetch(statement)) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < row.length - 1; i++) {
                    cells.add(String.valueOf(row[i]));
                }
                cells.add(Answer.plain((BigDecimal) row[row.length - 1]));
                rows.add(cells);
            }
            return new Answer(rows);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
