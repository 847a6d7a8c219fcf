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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Numerics of any length, JSONB, COPY; but no U+0000 in texts. Columns bring their own collation, so the database's is of no matter. */
final class PostgresDialect extends Dialect {
    /** "smartcost" on a telephone: the advisory lock under which the schema is changed. */
    private static final long SCHEMA_LOCK = 762_782_678L;

    @Override
    String name() {
        return "PostgreSQL";
    }

    @Override
    Map<String, String> types() {
        return Map.of(
                "key", "TEXT COLLATE \"C\"",
                "name", "TEXT COLLATE \"C\"",
                "text", "TEXT COLLATE \"C\"",
                "word", "TEXT",
                "json", "JSONB",
                "amount", "NUMERIC",
                "quantity", "NUMERIC",
                "time", "TIMESTAMP");
    }

    @Override
    void check(Session session) throws SQLException {
        String encoding = session.query(Sql.of("SHOW server_encoding"), row -> row.getString(1))
                .get(0);
        if (!encoding.equals("UTF8")) {
            throw new SmartCostException("This PostgreSQL database has the encoding " + encoding
                    + ", which lacks most characters. Create one with ENCODING 'UTF8' for the costs");
        }
    }

    @Override
    Restore begin(Session session, boolean snapshot) throws SQLException {
        session.execute(
                snapshot
                        ? "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                        : "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '30s'");
        return () -> {};
    }

    @Override
    Restore limitWaiting(Connection connection, Duration longest) throws SQLException {
        return networkTimeout(connection, longest);
    }

    /** A bound that is there already stays. */
    static Restore networkTimeout(Connection connection, Duration longest) throws SQLException {
        if (connection.getNetworkTimeout() > 0) {
            return () -> {};
        }
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longest.toMillis()));
        return () -> connection.setNetworkTimeout(Runnable::run, 0);
    }

    @Override
    void limit(Statement statement, Duration longest) {}

    @Override
    void lockSchema(Session session) throws SQLException {
        session.query(Sql.of("SELECT pg_advisory_xact_lock(?)", SCHEMA_LOCK), row -> SCHEMA_LOCK);
    }

    @Override
    BigDecimal stored(FocusColumn column, BigDecimal amount) {
        return amount;
    }

    @Override
    String encode(String text) {
        return Characters.encode(text);
    }

    @Override
    String decode(String stored) {
        return Characters.decode(stored);
    }

    @Override
    String encode(Map<String, String> entries) {
        return Entries.toJson(Entries.each(entries, Characters::encode));
    }

    @Override
    Map<String, String> decodeMap(String stored) {
        return Entries.each(Entries.fromJson(stored), Characters::decode);
    }

    @Override
    Sql valueOf(String column, String name) {
        return Sql.of("((" + column + " ->> ?) COLLATE \"C\")", Characters.encode(name));
    }

    @Override
    String dayText(String day) {
        return "to_char(" + day + ", 'YYYY-MM-DD')";
    }

    @Override
    String monday(String day) {
        return "(" + day + " - (CAST(EXTRACT(ISODOW FROM " + day + ") AS INTEGER) - 1))";
    }

    @Override
    String insertIfMissing(String table, String key, String... columns) {
        return Insert.of(table, columns) + " ON CONFLICT (" + key + ") DO NOTHING";
    }

    @Override
    String unlessThere() {
        return " ON CONFLICT DO NOTHING";
    }

    @Override
    RecordWriter writer(Session session, String table, List<String> columns) throws SQLException {
        return new CopyWriter(session.connection(), table, columns);
    }

    @Override
    @Nullable
    String advice(SQLException failure) {
        return switch (Objects.requireNonNullElse(failure.getSQLState(), "")) {
            case "53100" -> "The server's disk is full. Make room there and try again";
            case "42501" -> "The user lacks a right on the tables; creating them needs CREATE on the schema";
            default -> null;
        };
    }
}
