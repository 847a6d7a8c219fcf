package io.smartcost.testkit;

import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.spi.CostStore;

class InMemoryCostStoreTest extends CostStoreContract {
    @Override
    protected CostStore emptyStore() {
        return new InMemoryCostStore();
    }
}
