package io.smartcost.storage.jdbc;

import io.smartcost.spi.StateStore;
import io.smartcost.testkit.StateStoreContract;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** The contract of state stores on every database. */
class JdbcStateStoreContractTest {
    private static final Map<TestDatabase, DataSource> DATABASES = new EnumMap<>(TestDatabase.class);

    @Nested
    class OnDuckDb extends Contract {
        OnDuckDb() {
            super(TestDatabase.DUCKDB);
        }
    }

    @Nested
    class OnPostgreSql extends Contract {
        OnPostgreSql() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends Contract {
        OnMariaDb() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    class OnH2 extends Contract {
        OnH2() {
            super(TestDatabase.H2);
        }
    }

    private abstract static class Contract extends StateStoreContract {
        private final DataSource source;

        Contract(TestDatabase database) {
            source = DATABASES.computeIfAbsent(database, TestDatabase::fresh);
        }

        @Override
        protected StateStore emptyStore(Clock clock) {
            JdbcStateStore store = JdbcStateStore.on(source, clock);
            store.createIfMissing();
            TestDatabase.execute(source, "DELETE FROM smartcost_state");
            return store;
        }

        @Override
        protected StateStore secondInstance(StateStore first, Clock sameClock) {
            return JdbcStateStore.on(source, sameClock);
        }
    }
}
