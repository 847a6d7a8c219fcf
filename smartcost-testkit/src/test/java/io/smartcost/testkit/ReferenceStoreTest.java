package io.smartcost.testkit;

import io.smartcost.spi.AggregatingCostStore;

class ReferenceStoreTest extends AggregatingCostStoreContract {
    @Override
    protected AggregatingCostStore emptyStore() {
        return new ReferenceStore(new ReferenceEvaluator());
    }
}
