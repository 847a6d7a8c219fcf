package io.smartcost.storage.jdbc;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what every driver has. */
record ResultCells(ResultSet rows) implements Cells {
    static <T> List<T> all(PreparedStatement statement, Reader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            Cells cells = new ResultCells(rows);
            while (rows.next()) {
                found.add(reader.read(cells));
            }
        }
        return found;
    }

    @Override
    public @Nullable String text(int place) throws SQLException {
        return rows.getString(place);
    }

    @Override
    public @Nullable BigDecimal amount(int place) throws SQLException {
        return rows.getBigDecimal(place);
    }

    @Override
    public @Nullable LocalDateTime time(int place) throws SQLException {
        return rows.getObject(place, LocalDateTime.class);
    }
}
