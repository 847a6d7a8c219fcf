package io.smartcost.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement that grows, with the values of its parameters in order. Values reach the text only as a question mark. */
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** @param text of ours: never anything that came from outside */
    static Sql of(String text, Object... values) {
        Sql sql = new Sql().add(text);
        sql.values.addAll(List.of(values));
        return sql;
    }

    Sql add(String more) {
        text.append(more);
        return this;
    }

    Sql add(Sql more) {
        text.append(more.text);
        values.addAll(more.values);
        return this;
    }

    Sql value(Object value) {
        text.append('?');
        values.add(value);
        return this;
    }

    /** A value for a question mark that was already added. */
    Sql also(Object value) {
        values.add(value);
        return this;
    }

    /** Adds these, with something between each two. */
    Sql join(String between, List<Sql> parts) {
        for (int i = 0; i < parts.size(); i++) {
            add(i == 0 ? "" : between).add(parts.get(i));
        }
        return this;
    }

    List<Object> values() {
        return values;
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException | Error e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
