package io.smartcost.storage.jdbc;

import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.CostStore;
import io.smartcost.testkit.AggregatingCostStoreContract;
import javax.sql.DataSource;

class H2CostStoreTest extends AggregatingCostStoreContract {
    private final DataSource database = TestDatabase.H2.fresh();

    @Override
    protected AggregatingCostStore emptyStore() {
        JdbcCostStore store = JdbcCostStore.on(database);
        store.createIfMissing();
        return store;
    }

    @Override
    protected CostStore reopened() {
        return JdbcCostStore.on(database);
    }
}
