package io.smartcost.aggregate;

import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any store, with the days that are asked for kept in a {@link ColumnarEngine} up to a budget of memory. A query whose days are
 * all in memory does not touch the store behind. Otherwise a store that aggregates answers it, and the missing days are loaded
 * meanwhile if they fit the budget; of another store they are loaded first, or its records pass by. Over the budget the oldest days
 * leave.
 *
 * <p>What is replaced and dropped through this object is seen at once. What others change in the store behind is seen after a time
 * that its owner sets: then the first query lists the revisions of its days' partitions, and days that differ leave memory.
 *
 * <p>Thread-safe: a query never waits for a replacement.
 */
public final class HotCostStore implements AggregatingCostStore {
    private static final Logger LOG = LoggerFactory.getLogger(HotCostStore.class);
    /** More than a usual record takes; to decide on a load before it is made. */
    private static final long BYTES_A_RECORD = 48;

    private static final int PAGE = 1000;

    private final CostStore store;
    private final ColumnarEngine engine;
    private final long budget;
    private final Executor loading;
    private final Clock clock;
    private final Duration trust;
    private final Map<Tenant, LoadedDays> loaded = new ConcurrentHashMap<>();
    private final Map<Tenant, Boolean> beingLoaded = new ConcurrentHashMap<>();
    /** So that of two replacements of one partition the store's last is also the engine's. */
    private final Object[] turns =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    /**
     * @param engine empty, and used by this object only
     * @param budget about how many bytes of memory the days may take
     * @param loading loads days while the store behind answers
     * @param trust how long days in memory are taken for what the store behind has
     */
    public HotCostStore(
            CostStore store, ColumnarEngine engine, long budget, Executor loading, Clock clock, Duration trust) {
        this.store = store;
        this.engine = engine;
        this.budget = budget;
        this.loading = loading;
        this.clock = clock;
        this.trust = trust;
    }

    @Override
    public CostTable aggregate(CostQuery query) {
        LoadedDays days = of(query.tenant());
        CostTable answer = fromMemory(query, days);
        if (answer == null && store instanceof AggregatingCostStore able) {
            loadMeanwhile(query, days);
            return able.aggregate(query);
        }
        if (answer == null) {
            loadIfWorthIt(query, days);
            answer = fromMemory(query, days);
        }
        return answer == null ? RecordAggregation.aggregate(store, query) : answer;
    }

    /** Null if a day is not in memory, or left it meanwhile. */
    private @Nullable CostTable fromMemory(CostQuery query, LoadedDays days) {
        long departures = days.departures();
        if (!days.wereCheckedSince(clock.instant().minus(trust), query.days())
                && !(days.containsAll(query.days()) && check(query, days, departures))) {
            return null;
        }
        CostTable answer = engine.aggregate(query);
        return days.departures() == departures ? answer : null;
    }

    /** Makes days leave that are not as the store has them now, and says whether there were none. */
    private boolean check(CostQuery query, LoadedDays days, long departures) {
        Instant now = clock.instant();
        Map<LocalDate, Map<SourceAccount, String>> stored = revisions(query.tenant(), query.days(), info -> {});
        synchronized (days) {
            days.differing(query.days(), stored).forEach(day -> unload(query.tenant(), days, day));
        }
        days.checked(query.days(), now, departures);
        return days.departures() == departures;
    }

    private Map<LocalDate, Map<SourceAccount, String>> revisions(
            Tenant tenant, DayRange range, Consumer<PartitionInfo> also) {
        Map<LocalDate, Map<SourceAccount, String>> revisions = new HashMap<>();
        PartitionInfo last = null;
        boolean more = true;
        while (more) {
            Page<PartitionInfo> page = store.list(tenant, PartitionSelection.of(range), last, PAGE);
            for (PartitionInfo info : page.items()) {
                revisions.computeIfAbsent(info.day(), day -> new HashMap<>()).put(info.account(), info.revision());
                also.accept(info);
                last = info;
            }
            more = page.more();
        }
        return revisions;
    }

    /** One load at a time for a tenant; a query that comes meanwhile is answered by the store behind too. */
    private void loadMeanwhile(CostQuery query, LoadedDays days) {
        if (beingLoaded.putIfAbsent(query.tenant(), true) == null) {
            try {
                loading.execute(() -> {
                    try {
                        loadIfWorthIt(query, days);
                    } catch (RuntimeException e) {
                        LOG.warn(
                                "Days {} could not be loaded into memory; the store goes on answering",
                                query.days(),
                                e);
                    } finally {
                        beingLoaded.remove(query.tenant());
                    }
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("No days are loaded into memory any more", e);
                beingLoaded.remove(query.tenant());
            }
        }
    }

    /** Days that would be the first to leave again are not brought in. */
    private void loadIfWorthIt(CostQuery query, LoadedDays days) {
        Instant now = clock.instant();
        // One load at a time, and never with the locks of two tenants.
        synchronized (engine) {
            long[] records = {0};
            Map<LocalDate, Map<SourceAccount, String>> revisions;
            synchronized (days) {
                // Listed before they are read: a revision may be too old for what is read, never too new.
                revisions = revisions(
                        query.tenant(),
                        query.days(),
                        info -> records[0] += days.contains(info.day()) ? 0 : info.records());
            }
            long bytes = records[0] * BYTES_A_RECORD;
            makeRoom(query.tenant(), bytes);
            synchronized (days) {
                boolean replacesOlder = bytes <= budget / 2
                        && days.size() > 0
                        && !query.days().start().isBefore(days.oldest());
                if (bytes <= budget - engine.bytes() || replacesOlder) {
                    load(query, days, revisions);
                    if (days.containsAll(query.days())) {
                        days.checked(query.days(), now, days.departures());
                    }
                }
            }
        }
    }

    /** Where memory is short the oldest days of tenants above their share leave for one that asks for less than its own. */
    private void makeRoom(Tenant tenant, long bytes) {
        long share = budget / loaded.size();
        if (bytes > share) {
            return;
        }
        loaded.forEach((other, days) -> {
            if (!other.equals(tenant)) {
                synchronized (days) {
                    while (days.size() > 0 && bytes > budget - engine.bytes() && engine.bytes(other) > share) {
                        unload(other, days, days.oldest());
                    }
                }
            }
        });
    }

    private void load(CostQuery query, LoadedDays days, Map<LocalDate, Map<SourceAccount, String>> revisions) {
        days.differing(query.days(), revisions).forEach(day -> unload(query.tenant(), days, day));
        for (DayRange missing : days.missing(query.days())) {
            PartitionSelection selection = PartitionSelection.of(missing);
            engine.drop(query.tenant(), selection); // what a load that failed may have left
            store.read(query.tenant(), selection, partition -> engine.replace(query.tenant(), partition));
            days.add(missing, revisions);
        }
        while (engine.bytes() > budget && days.size() > query.days().length()) {
            unload(query.tenant(), days, days.oldest());
        }
    }

    private void unload(Tenant tenant, LoadedDays days, LocalDate day) {
        days.remove(day);
        engine.drop(tenant, PartitionSelection.of(DayRange.of(day)));
    }

    @Override
    public void replace(Tenant tenant, CostPartition partition) {
        LoadedDays days = of(tenant);
        int turn = Math.floorMod(
                partition.account().hashCode() + 31 * partition.day().hashCode(), turns.length);
        synchronized (turns[turn]) {
            boolean stored = false;
            try {
                store.replace(tenant, partition);
                stored = true;
            } finally {
                synchronized (days) {
                    if (stored && days.contains(partition.day())) {
                        engine.replace(tenant, partition);
                        days.replaced(partition.day(), partition.account());
                    } else if (days.contains(partition.day())) {
                        // The new partition may be there all the same: ask the store when the day is next needed.
                        unload(tenant, days, partition.day());
                    }
                }
            }
        }
    }

    @Override
    public void drop(Tenant tenant, PartitionSelection selection) {
        LoadedDays days = of(tenant);
        try {
            store.drop(tenant, selection);
        } finally {
            synchronized (days) {
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
