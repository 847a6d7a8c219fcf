package io.smartcost.testkit;

import io.smartcost.spi.CostStore;

class SmallestCostStoreTest extends CostStoreContract {
    @Override
    protected CostStore emptyStore() {
        return new SmallestCostStore();
    }
}
