package io.smartcost.testkit;

import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.AggregatingCostStore;

/** The smallest store, answering with an evaluator: slow, and as right as that is. */
class ReferenceStore extends SmallestCostStore implements AggregatingCostStore {
    private final ReferenceEvaluator evaluator;

    ReferenceStore(ReferenceEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public CostTable aggregate(CostQuery query) {
        return evaluator.answer(query, ReferenceEvaluator.copyOf(this, query));
    }
}
