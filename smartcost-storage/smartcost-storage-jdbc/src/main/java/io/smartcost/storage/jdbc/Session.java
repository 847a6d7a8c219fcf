package io.smartcost.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A connection for the time of one call, and what it is connected to. */
record Session(Connection connection, Dialect dialect) {
    /** Makes something of the row that a result stands on. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> query(Sql sql, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    /** The same for many rows of many columns, by the fastest way that the database has. */
    <T> List<T> read(Sql sql, Cells.Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            return dialect.read(statement, reader);
        }
    }

    /** Returns how many rows it changed. */
    int update(Sql sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            return statement.executeUpdate();
        }
    }

    PreparedStatement prepare(Sql sql) throws SQLException {
        PreparedStatement statement = sql.prepare(connection);
        dialect.limit(statement, Database.LONGEST_SILENCE);
        return statement;
    }

    void execute(String statement) throws SQLException {
        try (Statement jdbc = connection.createStatement()) {
            dialect.limit(jdbc, Database.LONGEST_SILENCE);
            jdbc.execute(statement);
        }
    }
}
