package io.smartcost.storage.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Loads rows in bulk, within the transaction of its connection. Closing without {@link #finish} gives up what was not sent. */
interface RecordWriter extends AutoCloseable {
    /** @param values texts, {@code Long}, {@code BigDecimal}, {@code LocalDate}, {@code LocalDateTime} and null */
    void write(@Nullable Object[] values) throws SQLException;

    /** Sends what is left. */
    void finish() throws SQLException;

    @Override
    void close() throws SQLException;
}
