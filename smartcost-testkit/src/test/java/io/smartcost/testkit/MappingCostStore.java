package io.smartcost.testkit;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The smallest store with hooks through which each call passes; as they are, they change nothing. */
class MappingCostStore extends SmallestCostStore {
    Tenant tenant(Tenant tenant) {
        return tenant;
    }

    PartitionSelection selection(PartitionSelection selection) {
        return selection;
    }

    List<CostRecord> records(List<CostRecord> records) {
        return records;
    }

    /** Whether two accounts are one to this store. */
    boolean same(SourceAccount stored, SourceAccount replacing) {
        return stored.equals(replacing);
    }

    @Override
    public void replace(Tenant tenant, CostPartition partition) {
        List<CostRecord> records = new ArrayList<>();
        partition.records().forEach(records::add);
        synchronized (this) {
            if (tenants.containsKey(tenant(tenant))) {
                tenants.get(tenant(tenant))
                        .keySet()
                        .removeIf(i -> i.day().equals(partition.day()) && same(i.account(), partition.account()));
            }
            super.replace(tenant(tenant), with(partition, records(records)));
        }
    }

    @Override
    public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
        super.read(tenant(tenant), selection(selection), reader);
    }

    @Override
    public Page<PartitionInfo> list(
            Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
        return super.list(tenant(tenant), selection(selection), after, atMost);
    }

    @Override
    public void drop(Tenant tenant, PartitionSelection selection) {
        super.drop(tenant(tenant), selection(selection));
    }

    static CostPartition with(CostPartition partition, List<CostRecord> records) {
        return new CostPartition(partition.account(), partition.day(), partition.completeness(), records);
    }
}
