package io.smartcost.testkit;

import io.smartcost.model.CostPartition;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.AggregatingCostStore;
import java.util.ArrayList;
import java.util.List;

/** The smallest store, answering with an evaluator: slow, and as right as that is. */
class ReferenceStore extends SmallestCostStore implements AggregatingCostStore {
    private final ReferenceEvaluator evaluator;

    ReferenceStore(ReferenceEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public CostTable aggregate(CostQuery query) {
        List<CostPartition> partitions = new ArrayList<>();
        read(query.tenant(), CostStoreFixture.ALL, partitions::add);
        return evaluator.answer(query, partitions);
    }
}
