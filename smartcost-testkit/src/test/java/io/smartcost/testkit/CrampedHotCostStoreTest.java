package io.smartcost.testkit;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.aggregate.HotCostStore;
import io.smartcost.spi.AggregatingCostStore;
import java.time.Clock;
import java.time.Duration;

/** The engine in front of a store that cannot aggregate, with so little room that days come and go. */
class CrampedHotCostStoreTest extends AggregatingCostStoreContract {
    @Override
    protected AggregatingCostStore emptyStore() {
        return new HotCostStore(
                new SmallestCostStore(),
                ColumnarEngine.create(),
                20_000,
                Runnable::run,
                Clock.systemUTC(),
                Duration.ofHours(1));
    }
}
