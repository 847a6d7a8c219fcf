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
import org.jspecify.annotations.Nullable;

/** MariaDB and MySQL, which differ in the name of the collation that takes each byte for itself, and in looking into JSON. */
final class MariaDbDialect extends Dialect {
    private static final int BYTES_TO_SORT_BY = 1 << 16;
    /** The server wants room for 15 rows of the longest keys. */
    private static final int SORT_BUFFER = 1 << 24;

    private static final int SECONDS_TO_LOCK = 60;

    private final String name;
    private final String collation;

    private MariaDbDialect(String name, String collation) {
        this.name = name;
        this.collation = collation;
    }

    static MariaDbDialect mariaDb() {
        return new MariaDbDialect("MariaDB", "utf8mb4_nopad_bin");
    }

    static MariaDbDialect mySql() {
        return new MariaDbDialect("MySQL", "utf8mb4_0900_bin");
    }

    @Override
    String name() {
        return name;
    }

    private boolean isMySql() {
        return name.equals("MySQL");
    }

    @Override
    Map<String, String> types() {
        return Map.ofEntries(
                Map.entry("key", "CHAR(64) CHARACTER SET ascii COLLATE ascii_bin"),
                Map.entry("name", "VARCHAR(256)"),
                Map.entry("text", "LONGTEXT"),
                Map.entry("word", "VARCHAR(16)"),
                Map.entry("json", "JSON"),
                Map.entry("amount", "DECIMAL(65, 30)"),
                Map.entry("quantity", "DECIMAL(65, 30)"),
                Map.entry("time", "DATETIME(6)"),
                // Rows lie in the order of this key, so a day's rows lie together.
                Map.entry(
                        "partition-keys",
                        ", UNIQUE KEY smartcost_partition_revision (revision),"
                                + " KEY smartcost_partition_day (tenant, charge_day)"),
                Map.entry("record-key", ", PRIMARY KEY (tenant, charge_day, revision, record_number)"),
                Map.entry("table", " ENGINE InnoDB CHARACTER SET utf8mb4 COLLATE " + collation));
    }

    @Override
    void check(Session session) {}

    @Override
    Restore begin(Session session, boolean snapshot) throws SQLException {
        session.execute("SET TRANSACTION ISOLATION LEVEL " + (snapshot ? "REPEATABLE READ" : "READ COMMITTED"));
        return () -> {};
    }

    @Override
    Restore limitWaiting(Connection connection, Duration longest) throws SQLException {
        return PostgresDialect.networkTimeout(connection, longest);
    }

    @Override
    void limit(Statement statement, Duration longest) {}

    @Override
    void lockSchema(Session session) throws SQLException {
        Sql lock = Sql.of("SELECT GET_LOCK('smartcost_schema', ?)", SECONDS_TO_LOCK);
        if (session.query(lock, row -> row.getInt(1)).get(0) != 1) {
            throw new SmartCostException("Another instance has been changing the tables for more than "
                    + SECONDS_TO_LOCK + " seconds. Try again when it has ended");
        }
    }

    @Override
    void unlockSchema(Session session) throws SQLException {
        session.query(Sql.of("SELECT RELEASE_LOCK('smartcost_schema')"), row -> row.getInt(1));
    }

    /** Of 65 digits, 30 stand after the point, and 10 are left for sums: ten thousand million rows at the bound. */
    @Override
    @Nullable
    BigDecimal stored(FocusColumn column, BigDecimal amount) {
        return within(amount, 25, 30);
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
        String path = "$.\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        // MySQL's JSON_VALUE takes no parameter for the path, MariaDB's JSON_UNQUOTE gives three-byte characters.
        String value = isMySql() ? "JSON_UNQUOTE(JSON_EXTRACT(" + column + ", ?))" : "JSON_VALUE(" + column + ", ?)";
        return Sql.of("(" + value + " COLLATE " + collation + ")", path);
    }

    @Override
    String dayText(String day) {
        return "(CAST(" + day + " AS CHAR CHARACTER SET utf8mb4) COLLATE " + collation + ")";
    }

    @Override
    String monday(String day) {
        return "(" + day + " - INTERVAL WEEKDAY(" + day + ") DAY)";
    }

    /** By default texts are sorted by their first 1,024 bytes, which would take some for equal that are not. */
    @Override
    String select() {
        return isMySql()
                ? "SELECT /*+ SET_VAR(max_sort_length = " + BYTES_TO_SORT_BY + ") SET_VAR(sort_buffer_size = "
                        + SORT_BUFFER + ") */ "
                : "SET STATEMENT max_sort_length = " + BYTES_TO_SORT_BY + ", sort_buffer_size = " + SORT_BUFFER
                        + " FOR SELECT ";
    }

    @Override
    int longestText() {
        return BYTES_TO_SORT_BY / 4;
    }

    @Override
    String insertIfMissing(String table, String key, String... columns) {
        return Insert.of(table, columns) + " ON DUPLICATE KEY UPDATE " + key + " = " + table + "." + key;
    }

    @Override
    boolean isDuplicate(SQLException failure) {
        return failure.getErrorCode() == 1062;
    }

    @Override
    RecordWriter writer(Session session, String table, List<String> columns) throws SQLException {
        return new InsertWriter(session.connection(), table, columns);
    }

    /** A lock that was waited for too long, and a row that changed since the snapshot. */
    @Override
    boolean isPassing(SQLException failure) {
        return failure.getErrorCode() == 1205 || failure.getErrorCode() == 1020;
    }

    @Override
    @Nullable
    String advice(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 1021, 1114 -> "The server's disk or table space is full. Make room there and try again";
            case 1142, 1044 -> "The user lacks a right on the tables; creating them needs CREATE and INDEX";
            default -> null;
        };
    }
}
