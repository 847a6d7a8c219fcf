package io.smartcost;

import io.smartcost.model.CostRecord;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.PartitionSelection;
import java.util.function.Consumer;

/** Answers queries from the store: the one place where it is decided who adds up. */
final class Queries {
    private final CostStore store;

    Queries(CostStore store) {
        this.store = store;
    }

    CostStore store() {
        return store;
    }

    CostTable aggregate(CostQuery query) {
        if (store instanceof AggregatingCostStore aggregating) {
            return aggregating.aggregate(query);
        }
        throw new IllegalStateException("The store " + store + " does not answer queries itself");
    }

    /** Streams the records that match, by day. */
    void records(CostQuery query, Consumer<CostRecord> reader) {
        store.read(query.tenant(), PartitionSelection.of(query.days()), partition -> {
            for (CostRecord record : partition.records()) {
                if (query.filter().matches(record)) {
                    reader.accept(record);
                }
            }
        });
    }
}
