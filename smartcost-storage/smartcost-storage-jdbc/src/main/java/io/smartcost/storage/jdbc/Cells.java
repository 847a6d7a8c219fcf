package io.smartcost.storage.jdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The values of the row that a result stands on, by their place, of which the first is 1. */
interface Cells {
    @Nullable
    String text(int place) throws SQLException;

    @Nullable
    BigDecimal amount(int place) throws SQLException;

    @Nullable
    LocalDateTime time(int place) throws SQLException;

    /** Makes something of a row. */
    interface Reader<T> {
        T read(Cells row) throws SQLException;
    }
}
