package io.smartcost.example;

import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.testkit.AggregatingCostStoreContract;

class MyStoreTest extends AggregatingCostStoreContract {
    @Override
    protected AggregatingCostStore emptyStore() {
        return new InMemoryCostStore(); // yours, holding nothing
    }
}
