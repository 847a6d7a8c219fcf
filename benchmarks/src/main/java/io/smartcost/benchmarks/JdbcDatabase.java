package io.smartcost.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.smartcost.storage.jdbc.JdbcCostStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.postgresql.PGConnection;

/** A database with a store in it, and the fastest way that the database itself has to load the rows of a day. */
abstract class JdbcDatabase implements AutoCloseable {
    final HikariDataSource source;
    final JdbcCostStore store;

    JdbcDatabase(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        source = new HikariDataSource(config);
        store = JdbcCostStore.on(source);
        store.createIfMissing();
    }

    static JdbcDatabase open(String name) throws IOException {
        return name.equals("POSTGRESQL") ? new Postgres() : new DuckDb();
    }

    /** Keeps the rows of a day in the form in which they are loaded fastest, under another tenant, and deletes them. */
    abstract void take(String tenant) throws SQLException, IOException;

    /** Loads what was taken and commits it. */
    abstract void bulkLoad() throws SQLException, IOException;

    void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static final class Postgres extends JdbcDatabase {
        private final EmbeddedPostgres server;
        private byte[] rows = {};

        Postgres() throws IOException {
            // What it would be in earnest: the server's tests leave it out.
            this(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start());
        }

        private Postgres(EmbeddedPostgres server) {
            super(server.getJdbcUrl("postgres", "postgres"));
            this.server = server;
        }

        @Override
        void take(String tenant) throws SQLException, IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (Connection connection = source.getConnection()) {
                String mine = "SELECT * FROM smartcost_record WHERE tenant = '" + tenant + "'";
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + mine + ") TO STDOUT", out);
            }
            rows = out.toByteArray();
        }

        @Override
        void bulkLoad() throws SQLException, IOException {
            try (Connection connection = source.getConnection()) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY smartcost_record FROM STDIN", new ByteArrayInputStream(rows));
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            server.close();
        }
    }

    private static final class DuckDb extends JdbcDatabase {
        private final Path folder;
        private final List<Object[]> rows = new ArrayList<>();

        DuckDb() throws IOException {
            this(Files.createTempDirectory("smartcost-benchmark"));
        }

        private DuckDb(Path folder) {
            super("jdbc:duckdb:" + folder.resolve("costs.db"));
            this.folder = folder;
        }

        @Override
        void take(String tenant) throws SQLException {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet all =
                            statement.executeQuery("SELECT * FROM smartcost_record WHERE tenant = '" + tenant + "'")) {
                int columns = all.getMetaData().getColumnCount();
                while (all.next()) {
                    Object[] row = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        Object value = all.getObject(i + 1);
                        boolean json = value != null
                                && value.getClass().getSimpleName().equals("JsonNode");
                        row[i] = json ? value.toString() : value;
                    }
                    rows.add(row);
                }
            }
        }

        @Override
        void bulkLoad() throws SQLException {
            try (Connection connection = source.getConnection();
                    DuckDBAppender appender =
                            connection.unwrap(DuckDBConnection.class).createAppender("smartcost_record")) {
                for (Object[] row : rows) {
                    appender.beginRow();
                    for (Object value : row) {
                        append(appender, value);
                    }
                    appender.endRow();
                }
            }
        }

        private static void append(DuckDBAppender appender, Object value) throws SQLException {
            if (value == null) {
                appender.appendNull();
            } else if (value instanceof String text) {
                appender.append(text);
            } else if (value instanceof Long number) {
                appender.append(number.longValue());
            } else if (value instanceof BigDecimal amount) {
                appender.append(amount);
            } else if (value instanceof LocalDate day) {
                appender.append(day);
            } else if (value instanceof Timestamp time) {
                appender.append(time.toLocalDateTime());
            } else {
                throw new IllegalStateException("No such value was stored: " + value.getClass());
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
