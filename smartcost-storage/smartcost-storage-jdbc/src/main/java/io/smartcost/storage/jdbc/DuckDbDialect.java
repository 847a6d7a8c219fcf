package io.smartcost.storage.jdbc;

import io.smartcost.model.FocusColumn;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The embedded default. Its decimals have 38 digits at most, its sums are decimals again, and its transactions never wait. */
final class DuckDbDialect extends Dialect {
    private static final Set<FocusColumn> QUANTITIES = Set.of(
            FocusColumn.CONSUMED_QUANTITY, FocusColumn.PRICING_QUANTITY, FocusColumn.COMMITMENT_DISCOUNT_QUANTITY);

    @Override
    String name() {
        return "DuckDB";
    }

    @Override
    Map<String, String> types() {
        return Map.of(
                "key", "VARCHAR",
                "name", "VARCHAR",
                "text", "VARCHAR",
                "word", "VARCHAR",
                "json", "JSON",
                "amount", "DECIMAL(38, 24)",
                "quantity", "DECIMAL(38, 16)",
                "time", "TIMESTAMP");
    }

    @Override
    void check(Session session) {}

    @Override
    boolean isOneWriter() {
        return true;
    }

    /** Every transaction is a snapshot. It begins with a statement: an appender that comes first would commit by itself. */
    @Override
    Restore begin(Session session, boolean snapshot) throws SQLException {
        session.execute("SELECT 1");
        return () -> {};
    }

    /**
     * A commit that fails has ended the transaction, but the driver does not know: it would neither roll back nor begin another one,
     * and everything that this connection is used for afterwards would be stored statement by statement.
     */
    @Override
    void rollback(Connection connection) throws SQLException {
        try {
            connection.rollback();
        } catch (SQLException e) {
            if (!message(e).contains("no transaction is active")) {
                throw e;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN TRANSACTION");
            }
            connection.rollback();
        }
    }

    @Override
    Restore limitWaiting(Connection connection, Duration longest) {
        return () -> {};
    }

    @Override
    void limit(Statement statement, Duration longest) throws SQLException {
        statement.setQueryTimeout(Math.toIntExact(longest.toSeconds()));
    }

    /** Of 38 digits, 24 and 16 stand after the point, and 6 are left for sums: a million rows at the bound. */
    @Override
    @Nullable
    BigDecimal stored(FocusColumn column, BigDecimal amount) {
        boolean quantity = QUANTITIES.contains(column);
        BigDecimal fitting = quantity ? within(amount, 16, 16) : within(amount, 8, 24);
        return fitting == null ? null : fitting.setScale(quantity ? 16 : 24);
    }

    @Override
    String encode(Map<String, String> entries) {
        return Entries.toJson(entries);
    }

    @Override
    Map<String, String> decodeMap(String stored) {
        return Entries.fromJson(stored);
    }

    /** By a JSON pointer, in which only two characters mean something. */
    @Override
    Sql valueOf(String column, String name) {
        String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
        return Sql.of("json_extract_string(" + column + ", ?)", pointer);
    }

    @Override
    String dayText(String day) {
        return "CAST(" + day + " AS VARCHAR)";
    }

    @Override
    String monday(String day) {
        return "(" + day + " - CAST(isodow(" + day + ") - 1 AS INTEGER))";
    }

    @Override
    String insertIfMissing(String table, String key, String... columns) {
        return Insert.of(table, columns) + " ON CONFLICT (" + key + ") DO NOTHING";
    }

    @Override
    String unlessThere() {
        return " ON CONFLICT DO NOTHING";
    }

    /** Two that insert at the same time may find out when they commit. */
    @Override
    boolean isDuplicate(SQLException failure) {
        return message(failure).contains("duplicate key");
    }

    @Override
    String forUpdate() {
        return "";
    }

    @Override
    RecordWriter writer(Session session, String table, List<String> columns) throws SQLException {
        return new AppendingWriter(session.connection(), table);
    }

    @Override
    <T> List<T> read(PreparedStatement query, Cells.Reader<T> reader) throws SQLException {
        return DuckDbCells.all(query, reader);
    }

    @Override
    boolean isMissingTable(SQLException failure) {
        return message(failure).contains("catalog error") && message(failure).contains("does not exist");
    }

    @Override
    boolean isPassing(SQLException failure) {
        String message = message(failure);
        return message.contains("conflict") || message.contains("duplicate key");
    }

    @Override
    @Nullable
    String advice(SQLException failure) {
        String message = message(failure);
        if (message.contains("could not set lock")) {
            return "Another process has the file open. A file serves one process: end the other one, or give each its own file,"
                    + " or use a database server for several";
        }
        if (message.contains("out of range error: overflow")) {
            return "A sum has more digits than DuckDB's 38. Ask for fewer days at once, or keep the costs in PostgreSQL";
        }
        if (message.contains("no space left")
                || message.contains("file too large")
                || message.contains("could not write")) {
            return "The disk is full or the file may not grow. Make room and try again: what was stored before is intact";
        }
        return null;
    }

    private static String message(SQLException failure) {
        return Objects.requireNonNullElse(failure.getMessage(), "").toLowerCase(Locale.ROOT);
    }
}
