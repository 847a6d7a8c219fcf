package io.smartcost.aggregate;

import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Any store, with the days that are asked for kept in a {@link ColumnarEngine} up to a budget of memory. A query whose days are
 * all in memory does not touch the store behind. Otherwise the missing days are loaded if they fit the budget; if they do not, the
 * store behind answers, itself if it can and by its records if not. Over the budget the oldest days leave.
 *
 * <p>Days are kept up to date with what is replaced and dropped through this object; changes that others make to the store behind
 * are not seen. Thread-safe: a query never waits for a replacement, only for a load of days that it needs itself.
 */
public final class HotCostStore implements AggregatingCostStore {
    /** More than a usual record takes; to decide on a load before it is made. */
    private static final long BYTES_A_RECORD = 48;

    private static final int PAGE = 1000;

    private final CostStore store;
    private final ColumnarEngine engine;
    private final long budget;
    private final Map<Tenant, LoadedDays> loaded = new ConcurrentHashMap<>();

    /**
     * @param store to be changed through this object only
     * @param engine empty, and used by this object only
     * @param budget about how many bytes of memory the days may take
     */
    public HotCostStore(CostStore store, ColumnarEngine engine, long budget) {
        this.store = store;
        this.engine = engine;
        this.budget = budget;
    }

    @Override
    public CostTable aggregate(CostQuery query) {
        LoadedDays days = of(query.tenant());
        CostTable answer = fromMemory(query, days);
        if (answer == null && isWorthLoading(query, days)) {
            load(query, days);
            answer = fromMemory(query, days);
        }
        return answer == null ? RecordAggregation.aggregate(store, query) : answer;
    }

    /** Null if a day is not in memory, or left it meanwhile. */
    private @Nullable CostTable fromMemory(CostQuery query, LoadedDays days) {
        long departures = days.departures();
        if (!days.containsAll(query.days())) {
            return null;
        }
        CostTable answer = engine.aggregate(query);
        return days.departures() == departures ? answer : null;
    }

    /** Days that would be the first to leave again are not brought in. */
    private boolean isWorthLoading(CostQuery query, LoadedDays days) {
        long bytes = bytesToLoad(query, days);
        return bytes <= budget - engine.bytes()
                || (bytes <= budget / 2
                        && days.size() > 0
                        && !query.days().start().isBefore(days.oldest()));
    }

    private long bytesToLoad(CostQuery query, LoadedDays days) {
        long records = 0;
        PartitionInfo last = null;
        boolean more = true;
        while (more) {
            Page<PartitionInfo> page = store.list(query.tenant(), PartitionSelection.of(query.days()), last, PAGE);
            for (PartitionInfo info : page.items()) {
                records += days.contains(info.day()) ? 0 : info.records();
                last = info;
            }
            more = page.more();
        }
        return records * BYTES_A_RECORD;
    }

    private void load(CostQuery query, LoadedDays days) {
        synchronized (days) {
            for (DayRange missing : days.missing(query.days())) {
                PartitionSelection selection = PartitionSelection.of(missing);
                store.read(query.tenant(), selection, partition -> engine.replace(query.tenant(), partition));
                days.add(missing);
            }
            while (engine.bytes() > budget && days.size() > query.days().length()) {
                unload(query.tenant(), days, days.oldest());
            }
        }
    }

    private void unload(Tenant tenant, LoadedDays days, LocalDate day) {
        days.remove(day);
        engine.drop(tenant, PartitionSelection.of(DayRange.of(day)));
    }

    @Override
    public void replace(Tenant tenant, CostPartition partition) {
        LoadedDays days = of(tenant);
        boolean stored = false;
        try {
            store.replace(tenant, partition);
            stored = true;
        } finally {
            synchronized (days) {
                if (stored && days.contains(partition.day())) {
                    engine.replace(tenant, partition);
                } else if (days.contains(partition.day())) {
                    // The new partition may be there all the same: ask the store when the day is next needed.
                    unload(tenant, days, partition.day());
                }
            }
        }
    }

    @Override
    public void drop(Tenant tenant, PartitionSelection selection) {
        LoadedDays days = of(tenant);
        synchronized (days) {
            try {
                store.drop(tenant, selection);
            } finally {
                for (LocalDate day : days.in(selection.days())) {
                    unload(tenant, days, day);
                }
            }
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

    /** How many days of a tenant are in memory now. */
    public int daysInMemory(Tenant tenant) {
        return of(tenant).size();
    }

    private LoadedDays of(Tenant tenant) {
        return loaded.computeIfAbsent(tenant, t -> new LoadedDays());
    }
}
