package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.SmartCostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void what_was_stored_is_there_when_the_file_is_opened_again() throws SQLException {
        Path file = folder.resolve("a folder that is not there yet/costs.db");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(file)) {
            execute(database, "CREATE TABLE kept (n INT)");
            execute(database, "INSERT INTO kept VALUES (1), (2)");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.open(file)) {
            assertThat(execute(database, "DELETE FROM kept")).isEqualTo(2);
        }
    }

    @Test
    void one_file_opened_twice_is_one_database_until_both_are_closed() throws SQLException {
        Path file = folder.resolve("costs.db");
        EmbeddedDatabase costs = EmbeddedDatabase.open(file);
        EmbeddedDatabase state = EmbeddedDatabase.open(folder.resolve("elsewhere/../costs.db"));
        execute(costs, "CREATE TABLE shared (n INT)");
        execute(state, "INSERT INTO shared VALUES (1)");
        costs.close();
        assertThat(execute(state, "DELETE FROM shared")).isEqualTo(1);
        state.close();
    }

    @Test
    void a_second_process_is_told_that_the_file_is_taken() throws Exception {
        Path file = folder.resolve("costs.db");
        Process holder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('o');
            assertThatThrownBy(() -> EmbeddedDatabase.open(file))
                    .isInstanceOf(SmartCostException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("another process has it open")
                    .hasMessageContaining("PostgreSQL");
        } finally {
            holder.toHandle().destroyForcibly();
            assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        EmbeddedDatabase.open(file).close();
    }

    @Test
    void a_file_that_is_no_database_is_left_as_it_is() throws IOException {
        Path file = folder.resolve("notes.txt");
        String notes = "To do: buy milk. ".repeat(1000);
        Files.writeString(file, notes);
        assertThatThrownBy(() -> EmbeddedDatabase.open(file))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining(file.toString());
        assertThat(Files.readString(file)).isEqualTo(notes);
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedDatabase.open(file.resolve("costs.db")))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("folder")
                .hasMessageContaining(file.toString());
    }

    private static int execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** A process that has the file open until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (EmbeddedDatabase database = EmbeddedDatabase.open(Path.of(arguments[0]))) {
                System.out.println("opened " + database);
                System.in.read();
            }
        }
    }
}
