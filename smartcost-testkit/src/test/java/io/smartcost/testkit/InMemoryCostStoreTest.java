package io.smartcost.testkit;

import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.spi.AggregatingCostStore;

class InMemoryCostStoreTest extends AggregatingCostStoreContract {
    @Override
    protected AggregatingCostStore emptyStore() {
        return new InMemoryCostStore();
    }
}
