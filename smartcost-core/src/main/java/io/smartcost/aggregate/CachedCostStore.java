package io.smartcost.aggregate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smartcost.model.CostPartition;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Any store, made to answer queries and to remember its answers. A store that aggregates is asked; of another the partitions are
 * read and aggregated here. An answer is remembered until a partition of its days is replaced, or any of the tenant's dropped, through
 * this object, and no longer; a change that others make to the store behind is seen when the answer's time is over. Thread-safe.
 */
public final class CachedCostStore implements AggregatingCostStore {
    private final CostStore store;
    private final Cache<CostQuery, Answer> answers;
    private final Map<Tenant, Changes> changes = new ConcurrentHashMap<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param store whose answers are remembered
     * @param mostRows how many rows all remembered answers may have together
     * @param longest how long an answer is remembered at most
     */
    public CachedCostStore(CostStore store, long mostRows, Duration longest) {
        this.store = store;
        answers = Caffeine.newBuilder()
                .maximumWeight(mostRows)
                .expireAfterWrite(longest)
                .weigher((CostQuery query, Answer answer) ->
                        1 + answer.table.rows().size())
                .build();
    }

    /** @param change the last change of the tenant's partitions that the answer is sure to know */
    private record Answer(CostTable table, long change) {}

    @Override
    public CostTable aggregate(CostQuery query) {
        Changes ofTenant = of(query.tenant());
        Answer known = answers.getIfPresent(query);
        if (known != null && ofTenant.noneSince(known.change, query.days())) {
            hits.increment();
            return known.table;
        }
        misses.increment();
        long change = ofTenant.last();
        CostTable table = RecordAggregation.aggregate(store, query);
        answers.put(query, new Answer(table, change));
        return table;
    }

    @Override
    public void replace(Tenant tenant, CostPartition partition) {
        try {
            store.replace(tenant, partition);
        } finally {
            // Also after a failure: the new partition may be there all the same.
            of(tenant).changed(partition.day());
        }
    }

    @Override
    public void drop(Tenant tenant, PartitionSelection selection) {
        try {
            store.drop(tenant, selection);
        } finally {
            of(tenant).changedAll();
        }
    }

    @Override
    public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
        store.read(tenant, selection, reader);
    }

    @Override
    public Page<PartitionInfo> list(
            Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
        return store.list(tenant, selection, after, atMost);
    }

    /** Which part of the queries was answered from memory so far, 0 to 1; 0 before the first. */
    public double hitRatio() {
        long hit = hits.sum();
        long all = hit + misses.sum();
        return all == 0 ? 0 : (double) hit / all;
    }

    private Changes of(Tenant tenant) {
        return changes.computeIfAbsent(tenant, t -> new Changes());
    }
}
