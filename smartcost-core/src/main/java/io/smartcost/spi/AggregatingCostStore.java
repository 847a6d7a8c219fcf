package io.smartcost.spi;

import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;

/** A store that answers a query itself, and gives to the last digit the answer that the records give. */
public interface AggregatingCostStore extends CostStore {
    /** Answers from one state of each partition; partitions that are being replaced count as they were or as they will be. */
    CostTable aggregate(CostQuery query);
}
