package io.smartcost.memory;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps cost records in memory, and their columns in a {@link ColumnarEngine} that answers queries. All is gone when the program
 * ends. Thread-safe.
 */
public final class InMemoryCostStore implements AggregatingCostStore {
    /** By day, then account; the partitions of a day are an immutable map that is replaced whole. */
    private final Map<Tenant, ConcurrentNavigableMap<LocalDate, SortedMap<SourceAccount, Stored>>> tenants =
            new ConcurrentHashMap<>();

    private final ColumnarEngine engine = ColumnarEngine.create();
    private final AtomicLong revisions = new AtomicLong();

    private record Stored(PartitionInfo info, List<CostRecord> records) {
        CostPartition partition() {
            return new CostPartition(info.account(), info.day(), info.completeness(), records);
        }
    }

    @Override
    public void replace(Tenant tenant, CostPartition partition) {
        List<CostRecord> records = new ArrayList<>();
        partition.records().forEach(records::add);
        Stored stored = new Stored(
                new PartitionInfo(
                        partition.account(),
                        partition.day(),
                        partition.completeness(),
                        records.size(),
                        Long.toString(revisions.incrementAndGet())),
                List.copyOf(records));
        // The map runs this again if another thread was faster, so the last to succeed is also the engine's last.
        of(tenant).compute(partition.day(), (day, before) -> {
            SortedMap<SourceAccount, Stored> after = before == null ? new TreeMap<>() : new TreeMap<>(before);
            after.put(partition.account(), stored);
            engine.replace(tenant, stored.partition());
            return after;
        });
    }

    @Override
    public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
        select(tenant, selection).forEach(stored -> reader.accept(stored.partition()));
    }

    @Override
    public Page<PartitionInfo> list(
            Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
        List<PartitionInfo> found = select(tenant, selection)
                .map(Stored::info)
                .filter(info -> after == null || info.compareTo(after) > 0)
                .limit(atMost + 1L)
                .toList();
        return new Page<>(found.subList(0, Math.min(atMost, found.size())), found.size() > atMost);
    }

    @Override
    public void drop(Tenant tenant, PartitionSelection selection) {
        DayRange range = selection.days();
        for (LocalDate day : of(tenant).subMap(range.start(), range.end()).keySet()) {
            of(tenant).computeIfPresent(day, (d, before) -> {
                SortedMap<SourceAccount, Stored> after = new TreeMap<>(before);
                after.keySet().removeIf(account -> selection.contains(account, d));
                engine.drop(tenant, new PartitionSelection(DayRange.of(d), selection.account()));
                return after.isEmpty() ? null : after;
            });
        }
    }

    @Override
    public CostTable aggregate(CostQuery query) {
        return engine.aggregate(query);
    }

    private ConcurrentNavigableMap<LocalDate, SortedMap<SourceAccount, Stored>> of(Tenant tenant) {
        return tenants.computeIfAbsent(tenant, t -> new ConcurrentSkipListMap<>());
    }

    private Stream<Stored> select(Tenant tenant, PartitionSelection selection) {
        DayRange range = selection.days();
        return of(tenant).subMap(range.start(), range.end()).values().stream()
                .flatMap(day -> day.values().stream())
                .filter(stored -> selection.contains(stored.info.account(), stored.info.day()));
    }
}
