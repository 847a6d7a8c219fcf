package io.smartcost.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts many rows with one statement, for databases whose drivers have nothing faster. */
final class InsertWriter implements RecordWriter {
    /** Enough to make the way to the server cheap; their parameters stay below what any database accepts. */
    private static final int ROWS = 50;

    private final Connection connection;
    private final String head;
    private final String row;
    private final PreparedStatement full;
    private final List<@Nullable Object[]> rows = new ArrayList<>(ROWS);

    InsertWriter(Connection connection, String table, List<String> columns) throws SQLException {
        this.connection = connection;
        head = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ";
        row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        full = prepare(ROWS);
    }

    private PreparedStatement prepare(int count) throws SQLException {
        return connection.prepareStatement(head + String.join(", ", Collections.nCopies(count, row)));
    }

    @Override
    public void write(@Nullable Object[] values) throws SQLException {
        rows.add(values);
        if (rows.size() == ROWS) {
            insert(full);
        }
    }

    private void insert(PreparedStatement statement) throws SQLException {
        int parameter = 0;
        for (@Nullable Object[] values : rows) {
            for (Object value : values) {
                statement.setObject(++parameter, value);
            }
        }
        statement.executeUpdate();
        rows.clear();
    }

    @Override
    public void finish() throws SQLException {
        if (!rows.isEmpty()) {
            try (PreparedStatement rest = prepare(rows.size())) {
                insert(rest);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        full.close();
    }
}
