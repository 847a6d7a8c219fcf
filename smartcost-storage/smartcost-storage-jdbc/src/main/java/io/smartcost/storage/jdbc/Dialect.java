package io.smartcost.storage.jdbc;

import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
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
import org.jspecify.annotations.Nullable;

/**
 * What one database does differently: its types, a few expressions, how rows are loaded in bulk, and what its errors mean. To add
 * one, write a subclass, give it a line in {@link #of}, and let it pass the contract of cost stores.
 */
abstract class Dialect {
    /** Undoes what {@link #begin} did to the connection. */
    interface Restore {
        void run() throws SQLException;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "duckdb" -> new DuckDbDialect();
            case "postgresql" -> new PostgresDialect();
            case "mariadb" -> MariaDbDialect.mariaDb();
            case "mysql" -> MariaDbDialect.mySql();
            case "h2" -> new H2Dialect();
            case "trino" -> new TrinoDialect();
            default ->
                throw new SmartCostException("There is no dialect for the database '" + product
                        + "'. Take DuckDB, PostgreSQL, MariaDB, MySQL, H2 or Trino");
        };
    }

    /** As people write it. */
    abstract String name();

    /** The types of this database by the names that stand for them in our scripts. */
    abstract Map<String, String> types();

    /** Refuses a database in which texts could not be kept or compared. */
    abstract void check(Session session) throws SQLException;

    boolean hasTransactions() {
        return true;
    }

    /** Whether two transactions that write conflict, so that they had better come one after the other. */
    boolean isOneWriter() {
        return false;
    }

    /** Called when the transaction has begun and nothing was done in it. */
    abstract Restore begin(Session session, boolean snapshot) throws SQLException;

    /** Undoes a transaction of which something failed, be it the commit. */
    void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    /** Bounds how long an answer is waited for. */
    abstract Restore limitWaiting(Connection connection, Duration longest) throws SQLException;

    /** Bounds how long a statement runs, where {@link #limitWaiting} does not. */
    abstract void limit(Statement statement, Duration longest) throws SQLException;

    /** Keeps other instances from changing the schema until the transaction ends or {@link #unlockSchema} is called. */
    void lockSchema(Session session) throws SQLException {}

    void unlockSchema(Session session) throws SQLException {}

    /** An amount as its column keeps it, with room for the sum of many; null if it has more digits than that. */
    abstract @Nullable BigDecimal stored(FocusColumn column, BigDecimal amount);

    /**
     * The amount if it has so few digits.
     *
     * @param whole digits before the point that one amount may have
     * @param decimals digits after it
     */
    static @Nullable BigDecimal within(BigDecimal amount, int whole, int decimals) {
        BigDecimal shortest = amount.scale() > decimals ? amount.stripTrailingZeros() : amount;
        boolean fits = shortest.scale() <= decimals
                && (shortest.signum() == 0 || shortest.precision() - shortest.scale() <= whole);
        return fits ? shortest : null;
    }

    /** A text as it is stored. */
    String encode(String text) {
        return text;
    }

    String decode(String stored) {
        return stored;
    }

    /** Names and values as they are stored for {@link #valueOf}. */
    abstract String encode(Map<String, String> entries);

    abstract Map<String, String> decodeMap(String stored);

    /** The value that a column of {@link #encode(Map)} has under a name, as text or null. */
    abstract Sql valueOf(String column, String name);

    /** A day as {@code 2026-08-01}. */
    abstract String dayText(String day);

    /** The Monday of a day's week, as a date. */
    abstract String monday(String day);

    /** What texts are sorted by, to be in code point order. */
    String ordered(String text) {
        return text;
    }

    /** The beginning of a query that sorts or groups by texts. */
    String select() {
        return "SELECT ";
    }

    /** How many characters a text may have to be grouped by. */
    int longestText() {
        return Integer.MAX_VALUE;
    }

    /** Inserts a row of parameters unless there is one with the same key, and waits for whoever is just doing the same. */
    abstract String insertIfMissing(String table, String key, String... columns);

    /**
     * Stands behind an INSERT, so that a row with the same key is no error but makes it insert nothing; empty where the database can
     * not do that, or does not tell.
     */
    String unlessThere() {
        return "";
    }

    /** Whether a row was not inserted because there is one with the same key. */
    boolean isDuplicate(SQLException failure) {
        return Objects.equals(failure.getSQLState(), "23505");
    }

    /** Behind a query for a row that is going to be changed. */
    String forUpdate() {
        return " FOR UPDATE";
    }

    /** @param columns of the table of records, in the order of each row's values */
    abstract RecordWriter writer(Session session, String table, List<String> columns) throws SQLException;

    /** What the reader makes of each row of a query's result. */
    <T> List<T> read(PreparedStatement query, Cells.Reader<T> reader) throws SQLException {
        return ResultCells.all(query, reader);
    }

    boolean isMissingTable(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        return state.equals("42P01") || state.startsWith("42S0");
    }

    /** Failures of this database alone that may pass. */
    boolean isPassing(SQLException failure) {
        return false;
    }

    /** What to do about a failure, if there is something. */
    @Nullable
    String advice(SQLException failure) {
        return null;
    }
}
