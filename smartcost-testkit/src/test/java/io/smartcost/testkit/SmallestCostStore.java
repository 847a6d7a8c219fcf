package io.smartcost.testkit;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The smallest cost store that keeps the contract: a map a tenant, behind one lock that is not held while others' code runs. */
class SmallestCostStore implements CostStore {
    final Map<Tenant, TreeMap<PartitionInfo, List<CostRecord>>> tenants = new HashMap<>();

    @Override
    public void replace(Tenant tenant, CostPartition partition) {
        List<CostRecord> records = new ArrayList<>();
        partition.records().forEach(records::add);
        PartitionInfo info =
                new PartitionInfo(partition.account(), partition.day(), partition.completeness(), records.size());
        synchronized (tenants) {
            TreeMap<PartitionInfo, List<CostRecord>> partitions = tenants.computeIfAbsent(tenant, t -> new TreeMap<>());
            partitions.remove(info);
            partitions.put(info, List.copyOf(records));
        }
    }

    @Override
    public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
        select(tenant, selection)
                .forEach((info, records) ->
                        reader.accept(new CostPartition(info.account(), info.day(), info.completeness(), records)));
    }

    @Override
    public Page<PartitionInfo> list(
            Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
        TreeMap<PartitionInfo, List<CostRecord>> all = select(tenant, selection);
        List<PartitionInfo> rest = List.copyOf((after == null ? all : all.tailMap(after, false)).keySet());
        return new Page<>(rest.subList(0, Math.min(atMost, rest.size())), rest.size() > atMost);
    }

    @Override
    public void drop(Tenant tenant, PartitionSelection selection) {
        synchronized (tenants) {
            tenants.getOrDefault(tenant, new TreeMap<>())
                    .keySet()
                    .removeIf(i -> selection.contains(i.account(), i.day()));
        }
    }

    TreeMap<PartitionInfo, List<CostRecord>> select(Tenant tenant, PartitionSelection selection) {
        synchronized (tenants) {
            TreeMap<PartitionInfo, List<CostRecord>> found =
                    new TreeMap<>(tenants.getOrDefault(tenant, new TreeMap<>()));
            found.keySet().removeIf(info -> !selection.contains(info.account(), info.day()));
            return found;
        }
    }
}
