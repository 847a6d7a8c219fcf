package io.smartcost.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions: each call takes a connection, commits or rolls back, and leaves the connection as it found it. What
 * the database throws becomes an exception of ours that says what was being done. Thread-safe.
 */
final class Database {
    /** No answer for so long is a lost connection: far more than any statement of ours takes, and not for ever. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final DataSource source;
    private volatile @Nullable Dialect dialect;

    Database(DataSource source) {
        this.source = source;
    }

    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    interface Task {
        void run(Session session) throws SQLException;
    }

    /** What it is, asked of the first connection. */
    Dialect dialect() {
        Dialect known = dialect;
        return known != null ? known : connected("asking which database this is", Session::dialect);
    }

    /** One transaction in which each statement sees what is committed by then. */
    <T> T write(String what, Work<T> work) {
        return connected(
                what,
                session -> session.dialect().hasTransactions() ? transaction(session, false, work) : work.run(session));
    }

    void change(String what, Task task) {
        write(what, session -> {
            task.run(session);
            return what;
        });
    }

    /** One transaction in which all statements see the same state. */
    <T> T snapshot(String what, Work<T> work) {
        return connected(
                what,
                session -> session.dialect().hasTransactions() ? transaction(session, true, work) : work.run(session));
    }

    /** Each statement by itself, and committed when this returns. */
    <T> T alone(String what, Work<T> work) {
        return connected(what, session -> {
            Connection connection = session.connection();
            if (!session.dialect().hasTransactions() || connection.getAutoCommit()) {
                return work.run(session);
            }
            connection.rollback();
            connection.setAutoCommit(true);
            try {
                return work.run(session);
            } finally {
                connection.setAutoCommit(false);
            }
        });
    }

    /** Each statement by itself. */
    <T> T connected(String what, Work<T> work) {
        Dialect known = dialect;
        try (Connection connection = source.getConnection()) {
            known = known == null ? Dialect.of(connection) : known;
            dialect = known;
            Dialect.Restore restore = known.limitWaiting(connection, LONGEST_SILENCE);
            T result = work.run(new Session(connection, known));
            restore.run();
            return result;
        } catch (SQLException e) {
            throw Failures.of(what, known, e);
        }
    }

    private static <T> T transaction(Session session, boolean snapshot, Work<T> work) throws SQLException {
        Connection connection = session.connection();
        boolean autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            connection.setAutoCommit(false);
        } else {
            connection.rollback();
        }
        try {
            Dialect.Restore restore = session.dialect().begin(session, snapshot);
            T result = work.run(session);
            connection.commit();
            restore.run();
            connection.setAutoCommit(autoCommit);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            giveUp(connection, autoCommit, e);
            throw e;
        }
    }

    /** The connection may be of no use any more; the failure is what matters. */
    private static void giveUp(Connection connection, boolean autoCommit, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
