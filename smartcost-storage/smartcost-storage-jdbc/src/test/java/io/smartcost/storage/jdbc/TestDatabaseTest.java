package io.smartcost.storage.jdbc;

import static io.smartcost.storage.jdbc.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestDatabaseTest {
    @ParameterizedTest
    @EnumSource
    void a_fresh_database_is_empty_and_keeps_what_another_connection_stored(TestDatabase database) throws SQLException {
        DataSource one = database.fresh();
        execute(one, "CREATE TABLE here (n INT)");
        execute(one, "INSERT INTO here VALUES (1)");
        try (Connection first = one.getConnection();
                Connection second = one.getConnection();
                Statement statement = second.createStatement()) {
            assertThat(first).isNotSameAs(second);
            assertThat(statement.executeUpdate("DELETE FROM here")).isEqualTo(1);
        }
        assertThatThrownBy(() -> execute(database.fresh(), "DELETE FROM here"))
                .hasRootCauseInstanceOf(SQLException.class);
    }
}
