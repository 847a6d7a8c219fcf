package io.smartcost.storage.jdbc;

import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * For tests and small programs. It cannot look into JSON under a name that is a parameter, so tags are one text:
 * {@code U+0003 name U+0004 value U+0003 name U+0004 value U+0003}, which a regular expression takes apart.
 */
final class H2Dialect extends Dialect {
    private static final char NAME = '\u0003';
    private static final char VALUE = '\u0004';
    /** The number that H2 has for snapshots; JDBC has no name for it. */
    private static final int SNAPSHOT = 6;

    @Override
    String name() {
        return "H2";
    }

    @Override
    Map<String, String> types() {
        return Map.of(
                "key", "VARCHAR",
                "name", "VARCHAR",
                "text", "VARCHAR",
                "word", "VARCHAR",
                "json", "VARCHAR",
                "amount", "DECFLOAT(4000)",
                "quantity", "DECFLOAT(4000)",
                "time", "TIMESTAMP(6)");
    }

    @Override
    void check(Session session) throws SQLException {
        List<String> collations = session.query(
                Sql.of("SELECT setting_value FROM information_schema.settings WHERE setting_name = 'COLLATION'"),
                row -> row.getString(1));
        if (!collations.isEmpty() && !collations.get(0).equals("OFF")) {
            throw new SmartCostException(
                    "This H2 database compares texts as in the collation " + collations.get(0)
                            + ", for which different accounts may be equal. Run SET COLLATION OFF while it is empty, or take another");
        }
    }

    @Override
    Restore begin(Session session, boolean snapshot) throws SQLException {
        Connection connection = session.connection();
        int usual = connection.getTransactionIsolation();
        connection.setTransactionIsolation(snapshot ? SNAPSHOT : Connection.TRANSACTION_READ_COMMITTED);
        return () -> connection.setTransactionIsolation(usual);
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
    String encode(String text) {
        return Characters.encode(text);
    }

    @Override
    String decode(String stored) {
        return Characters.decode(stored);
    }

    @Override
    String encode(Map<String, String> entries) {
        StringBuilder text = new StringBuilder().append(NAME);
        entries.forEach((name, value) ->
                text.append(encode(name)).append(VALUE).append(encode(value)).append(NAME));
        return text.toString();
    }

    @Override
    Map<String, String> decodeMap(String stored) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int from = 1; from < stored.length(); ) {
            int value = stored.indexOf(VALUE, from);
            int end = stored.indexOf(NAME, value);
            entries.put(decode(stored.substring(from, value)), decode(stored.substring(value + 1, end)));
            from = end + 1;
        }
        return entries;
    }

    @Override
    Sql valueOf(String column, String name) {
        String pattern = Pattern.quote(NAME + encode(name) + VALUE) + "([^" + NAME + "]*)";
        return Sql.of("REGEXP_SUBSTR(" + column + ", ?, 1, 1, '', 1)", pattern);
    }

    @Override
    String dayText(String day) {
        return "CAST(" + day + " AS VARCHAR)";
    }

    @Override
    String monday(String day) {
        return "DATEADD(DAY, 1 - EXTRACT(ISO_DAY_OF_WEEK FROM " + day + "), " + day + ")";
    }

    /** H2 itself sorts as Java does, by halves of surrogate pairs. */
    @Override
    String ordered(String text) {
        return "STRINGTOUTF8(" + text + ")";
    }

    @Override
    String insertIfMissing(String table, String key, String... columns) {
        return "MERGE INTO " + table + " USING (VALUES (" + "?, ".repeat(columns.length - 1) + "?)) AS new ("
                + String.join(", ", columns) + ") ON " + table + "." + key + " = new." + key
                + " WHEN NOT MATCHED THEN INSERT (" + String.join(", ", columns) + ") VALUES (new."
                + String.join(", new.", columns) + ")";
    }

    @Override
    RecordWriter writer(Session session, String table, List<String> columns) throws SQLException {
        return new InsertWriter(session.connection(), table, columns);
    }

    /** A lock that was waited for too long, and a row that changed since the snapshot. */
    @Override
    boolean isPassing(SQLException failure) {
        return failure.getErrorCode() == 50200 || failure.getErrorCode() == 90131;
    }
}
