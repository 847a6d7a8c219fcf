package io.smartcost.memory;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps cost records in memory; they are gone when the program ends. Thread-safe. */
public final class InMemoryCostStore implements CostStore {
    /** The order of {@link PartitionInfo}, which looks at day and account only. */
    private final Map<Tenant, NavigableMap<PartitionInfo, List<CostRecord>>> tenants = new ConcurrentHashMap<>();

    @Override
    public void replace(Tenant tenant, CostPartition partition) {
        List<CostRecord> records = new ArrayList<>();
        partition.records().forEach(records::add);
        PartitionInfo info =
                new PartitionInfo(partition.account(), partition.day(), partition.completeness(), records.size());
        // Removing first would show a moment without the partition, and putting alone would keep the old key.
        tenants.compute(tenant, (t, partitions) -> {
            NavigableMap<PartitionInfo, List<CostRecord>> changed =
                    new ConcurrentSkipListMap<>(Comparator.naturalOrder());
            if (partitions != null) {
                changed.putAll(partitions);
            }
            changed.remove(info);
            changed.put(info, records);
            return changed;
        });
    }

    @Override
    public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
        select(tenant, selection)
                .forEach((info, records) -> reader.accept(
                        new CostPartition(info.account(), info.day(), info.completeness(), List.copyOf(records))));
    }

    @Override
    public Page<PartitionInfo> list(
            Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
        List<PartitionInfo> found = select(tenant, selection).keySet().stream()
                .filter(info -> after == null || info.compareTo(after) > 0)
                .toList();
        return new Page<>(found.subList(0, Math.min(atMost, found.size())), found.size() > atMost);
    }

    @Override
    public void drop(Tenant tenant, PartitionSelection selection) {
        select(tenant, selection).keySet().forEach(tenants.getOrDefault(tenant, new ConcurrentSkipListMap<>())::remove);
    }

    private NavigableMap<PartitionInfo, List<CostRecord>> select(Tenant tenant, PartitionSelection selection) {
        NavigableMap<PartitionInfo, List<CostRecord>> selected = new ConcurrentSkipListMap<>();
        tenants.getOrDefault(tenant, new ConcurrentSkipListMap<>()).forEach((info, records) -> {
            if (selection.contains(info.account(), info.day())) {
                selected.put(info, records);
            }
        });
        return selected;
    }
}
