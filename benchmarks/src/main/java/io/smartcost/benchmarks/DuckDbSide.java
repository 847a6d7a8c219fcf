package io.smartcost.benchmarks;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The data in an in-process DuckDB at its best: in memory, ENUM columns, sorted by day, two threads, statements prepared. */
final class DuckDbSide implements AutoCloseable {
    private final Connection connection;

    DuckDbSide(BenchmarkData data) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("set threads = 2");
        type("provider", BenchmarkData.PROVIDERS);
        type("account", BenchmarkData.ACCOUNTS);
        type("service", BenchmarkData.SERVICES);
        type("region", BenchmarkData.REGIONS);
        type("env", BenchmarkData.ENVS);
        type("team", BenchmarkData.TEAMS);
        type("resource", BenchmarkData.RESOURCES);
        execute("create table costs (day date, provider provider_t, account account_t, service service_t,"
                + " region region_t, env env_t, team team_t, resource resource_t, cost decimal(38, 12))");
        // An appender takes texts; the cast to the enums is left to the database, a month at a time.
        execute("create table arriving (day date, provider varchar, account varchar, service varchar, region varchar,"
                + " env varchar, team varchar, resource varchar, cost decimal(38, 12))");
        for (int day = 0; day < BenchmarkData.DAYS; day += 30) {
            append(data, day, Math.min(day + 30, BenchmarkData.DAYS));
        }
        execute("drop table arriving");
    }

    private void append(BenchmarkData data, int from, int to) throws SQLException {
        try (DuckDBAppender appender = ((DuckDBConnection) connection).createAppender("main", "arriving")) {
            for (int day = from; day < to; day++) {
                data.day(day, row -> append(appender, row));
            }
        }
        execute("insert into costs select * from arriving");
        execute("delete from arriving");
    }

    private static void append(DuckDBAppender appender, BenchmarkData.Row row) {
        try {
            appender.beginRow();
            appender.append(row.day);
            appender.append(BenchmarkData.PROVIDERS.get(row.provider));
            appender.append(BenchmarkData.ACCOUNTS.get(row.account));
            appender.append(BenchmarkData.SERVICES.get(row.service));
            appender.append(BenchmarkData.REGIONS.get(row.region));
            appender.append(row.envText());
            appender.append(BenchmarkData.TEAMS.get(row.team));
            appender.append(BenchmarkData.RESOURCES.get(row.resource));
            appender.append(BigDecimal.valueOf(row.unscaledCost, row.scale).setScale(12));
            appender.endRow();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
