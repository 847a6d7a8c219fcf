package io.smartcost.storage.jdbc;

import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads and answers only: Trino has no transaction over several statements, and its tables are written by what is behind it. */
final class TrinoDialect extends Dialect {
    @Override
    String name() {
        return "Trino";
    }

    @Override
    Map<String, String> types() {
        return Map.of(
                "key", "VARCHAR",
                "name", "VARCHAR",
                "text", "VARCHAR",
                "word", "VARCHAR",
                "json", "VARCHAR",
                "amount", "DECIMAL(38, 24)",
                "quantity", "DECIMAL(38, 16)",
                "time", "TIMESTAMP(6)");
    }

    @Override
    void check(Session session) {
        throw readOnly();
    }

    static SmartCostException readOnly() {
        return new SmartCostException(
                "Through Trino costs are read and not written, because it cannot replace a partition in one"
                        + " transaction. Write to the database behind it");
    }

    @Override
    boolean hasTransactions() {
        return false;
    }

    @Override
    Restore begin(Session session, boolean snapshot) {
        return () -> {};
    }

    @Override
    Restore limitWaiting(Connection connection, Duration longest) {
        return () -> {};
    }

    @Override
    void limit(Statement statement, Duration longest) throws SQLException {
        statement.setQueryTimeout(Math.toIntExact(longest.toSeconds()));
    }

    @Override
    BigDecimal stored(FocusColumn column, BigDecimal amount) {
        return amount;
    }

    @Override
    String encode(Map<String, String> entries) {
        return Entries.toJson(entries);
    }

    @Override
    Map<String, String> decodeMap(String stored) {
        return Entries.fromJson(stored);
    }

    @Override
    Sql valueOf(String column, String name) {
        return Sql.of("element_at(CAST(json_parse(" + column + ") AS MAP(VARCHAR, VARCHAR)), ?)", name);
    }

    @Override
    String dayText(String day) {
        return "CAST(" + day + " AS VARCHAR)";
    }

    @Override
    String monday(String day) {
        return "date_trunc('week', " + day + ")";
    }

    @Override
    String insertIfMissing(String table, String key, String... columns) {
        throw readOnly();
    }

    @Override
    RecordWriter writer(Session session, String table, List<String> columns) {
        throw readOnly();
    }
}
