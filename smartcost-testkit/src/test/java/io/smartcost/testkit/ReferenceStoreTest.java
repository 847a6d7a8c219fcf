package io.smartcost.testkit;

import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.AggregatingCostStore;

/** A correct store passes the kit: the smallest one, answering with the reference itself. */
class ReferenceStoreTest extends AggregatingCostStoreContract {
    @Override
    protected AggregatingCostStore emptyStore() {
        return new ReferenceStore();
    }

    /** Slow, and right. */
    static class ReferenceStore extends SmallestCostStore implements AggregatingCostStore {
        @Override
        public CostTable aggregate(CostQuery query) {
            return ReferenceEvaluator.evaluate(query, this);
        }
    }
}
