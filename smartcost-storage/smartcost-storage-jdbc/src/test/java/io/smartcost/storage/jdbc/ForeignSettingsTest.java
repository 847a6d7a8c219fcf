package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.testkit.AggregatingCostStoreContract;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Databases in a local time zone, with a collation of people, or without all characters. */
class ForeignSettingsTest {
    /** Everything holds there too. */
    @Nested
    class GermanPostgresInSaoPaulo extends AggregatingCostStoreContract {
        private final DataSource database = foreign(
                "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'de-u-co-phonebk'");

        @Override
        protected AggregatingCostStore emptyStore() {
            JdbcCostStore store = JdbcCostStore.on(database);
            store.createIfMissing();
            return store;
        }

        @Override
        protected int randomQueries() {
            return 20;
        }
    }

    private static DataSource foreign(String options) {
        DataSource server = TestDatabase.POSTGRESQL.fresh();
        String name = "foreign_" + System.identityHashCode(server);
        TestDatabase.execute(server, "CREATE DATABASE " + name + " " + options);
        TestDatabase.execute(server, "ALTER DATABASE " + name + " SET timezone = 'America/Sao_Paulo'");
        TestDatabase.execute(server, "ALTER DATABASE " + name + " SET datestyle = 'SQL, DMY'");
        TestDatabase.execute(server, "ALTER DATABASE " + name + " SET default_transaction_isolation = 'serializable'");
        return TestDatabase.pool(TestDatabase.urlOf(name), 10);
    }

    @Test
    void aDatabaseWithoutAllCharactersIsRefused() {
        JdbcCostStore store = JdbcCostStore.on(foreign("TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"));
        assertThatThrownBy(store::createIfMissing)
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("encoding LATIN1")
                .hasMessageContaining("ENCODING 'UTF8'");
    }

    @Test
    void aDatabaseForWhichDifferentTextsAreEqualIsRefused() {
        DataSource database = TestDatabase.pool("jdbc:h2:mem:german;DB_CLOSE_DELAY=-1", 1);
        TestDatabase.execute(database, "SET COLLATION GERMAN STRENGTH PRIMARY");
        assertThatThrownBy(() -> JdbcCostStore.on(database).createIfMissing())
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("collation GERMAN")
                .hasMessageContaining("SET COLLATION OFF");
    }
}
