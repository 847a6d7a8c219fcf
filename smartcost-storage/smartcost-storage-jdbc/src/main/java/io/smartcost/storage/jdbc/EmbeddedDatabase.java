package io.smartcost.storage.jdbc;

import io.smartcost.model.SmartCostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataSource;

/**
 * A DuckDB database in a file, made if it is missing. It may be opened several times in one process, for costs and for state, and is
 * then one database, which ends with the last that is closed; a second process is refused.
 */
final class EmbeddedDatabase extends DuckDBDataSource implements AutoCloseable {
    private final Path file;
    /** Holds the database open; the others share it. */
    private final DuckDBConnection first;

    private EmbeddedDatabase(Path file, DuckDBConnection first) {
        this.file = file;
        this.first = first;
    }

    /** @throws SmartCostException if the file cannot be opened, for instance because another process has it open */
    static EmbeddedDatabase open(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.getParent());
            Connection first = DriverManager.getConnection("jdbc:duckdb:" + absolute, settings());
            return new EmbeddedDatabase(absolute, first.unwrap(DuckDBConnection.class));
        } catch (SQLException e) {
            throw new SmartCostException("The database file " + absolute + " cannot be opened: " + advice(e), e);
        } catch (IOException e) {
            throw new SmartCostException(
                    "The folder of the database file " + absolute + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** What DuckDB would download is never wanted, and the settings must be those of everyone who opens the same file. */
    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        // DuckDB's own 16 MiB are full after a week of 2,000 records a day, and emptying them then takes most of a
        // sync.
        settings.setProperty("checkpoint_threshold", "64MiB");
        return settings;
    }

    private static String advice(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Could not set lock on file")) {
            return "another process has it open, and only one can. End that process, name another file, or keep the costs in a"
                    + " server such as PostgreSQL, which many processes share";
        }
        return message;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return first.duplicate();
    }

    @Override
    public void close() {
        try {
            first.close();
        } catch (SQLException e) {
            throw new SmartCostException("The database file " + file + " could not be closed: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
