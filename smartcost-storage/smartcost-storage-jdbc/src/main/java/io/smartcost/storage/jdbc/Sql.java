package io.smartcost.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement that grows, with the values of its parameters in order. Values reach the text only as a question mark. */
final class Sql {
    /** Databases take 32,767 or 65,535 parameters; a driver that is given more may break the connection. */
    private static final int MOST_VALUES = 32_000;

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

    /** @throws IllegalArgumentException if there are more values than a database takes */
    PreparedStatement prepare(Connection connection) throws SQLException {
        if (values.size() > MOST_VALUES) {
            throw new IllegalArgumentException("A statement takes at most " + MOST_VALUES + " values and this one has "
                    + values.size() + ". Filter by fewer, or by what they begin with");
        }
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
