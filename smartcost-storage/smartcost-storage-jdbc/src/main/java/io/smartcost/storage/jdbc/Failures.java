package io.smartcost.storage.jdbc;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells failures that may pass from those that will not, by the standard's SQLSTATE and what each database adds to it. */
final class Failures {
    private Failures() {}

    /** @param what the call that failed, such as "replacing aws/1234 on 2026-08-01" */
    static SmartCostException of(String what, @Nullable Dialect dialect, SQLException failure) {
        String database = dialect == null ? "the database" : dialect.name();
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            if (isLost(e)) {
                return new RetryableException(
                        database + " was lost while " + what + ": " + e.getMessage()
                                + ". What was not committed is undone; trying again is safe.",
                        failure);
            }
            if (isPassing(e) || (dialect != null && dialect.isPassing(e))) {
                return new RetryableException(
                        database + " could not finish " + what + " beside other work: " + e.getMessage()
                                + ". Nothing was changed; trying again is safe.",
                        failure);
            }
        }
        String advice = dialect == null ? null : dialect.advice(failure);
        return new SmartCostException(
                database + " failed while " + what + ", and nothing was changed: " + failure.getMessage()
                        + (advice == null ? "" : ". " + advice),
                failure);
    }

    /** The connection is gone, or cannot be had now. */
    private static boolean isLost(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return state.startsWith("08") || state.startsWith("57P") || e instanceof SQLRecoverableException;
    }

    /** Deadlocks, conflicts, locks that were waited for too long, too many connections, and another's equal key. */
    private static boolean isPassing(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return e instanceof SQLTransientException
                || state.startsWith("40")
                || state.equals("55P03")
                || state.equals("53300")
                || state.equals("23505");
    }
}
