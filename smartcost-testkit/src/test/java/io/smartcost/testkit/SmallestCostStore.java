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
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The smallest cost store that keeps the contract. No lock is held while the code of others runs. */
class SmallestCostStore implements CostStore {
    final HashMap<Tenant, TreeMap<PartitionInfo, List<CostRecord>>> tenants = new HashMap<>();

    @Override
    public void replace(Tenant tenant, CostPartition part) {
        List<CostRecord> copy = new ArrayList<>();
        part.records().forEach(copy::add);
        put(tenant, part, UUID.randomUUID().toString(), copy);
    }

    synchronized void put(Tenant tenant, CostPartition p, String revision, List<CostRecord> records) {
        PartitionInfo info = new PartitionInfo(p.account(), p.day(), p.completeness(), records.size(), revision);
        tenants.computeIfAbsent(tenant, t -> new TreeMap<>()).remove(info);
        tenants.get(tenant).put(info, records);
    }

    @Override
    public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
        select(tenant, selection)
                .forEach((info, records) ->
                        reader.accept(new CostPartition(info.account(), info.day(), info.completeness(), records)));
    }

    @Override
    public Page<PartitionInfo> list(Tenant tenant, PartitionSelection days, @Nullable PartitionInfo after, int atMost) {
        TreeMap<PartitionInfo, List<CostRecord>> all = select(tenant, days);
        List<PartitionInfo> rest = List.copyOf((after == null ? all : all.tailMap(after, false)).keySet());
        return new Page<>(rest.subList(0, Math.min(atMost, rest.size())), rest.size() > atMost);
    }

    @Override
    public synchronized void drop(Tenant tenant, PartitionSelection selection) {
        select(tenant, selection).keySet().forEach(tenants.getOrDefault(tenant, new TreeMap<>())::remove);
    }

    synchronized TreeMap<PartitionInfo, List<CostRecord>> select(Tenant tenant, PartitionSelection selection) {
        TreeMap<PartitionInfo, List<CostRecord>> found = new TreeMap<>(tenants.getOrDefault(tenant, new TreeMap<>()));
        found.keySet().removeIf(info -> !selection.contains(info.account(), info.day()));
        return found;
    }
}
