package io.smartcost.sync;

import io.smartcost.model.CostPartition;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.util.function.Consumer;

/** A real store with something between it and the sync. */
class ForwardingStore implements CostStore {
    private final CostStore store;

    ForwardingStore(CostStore store) {
        this.store = store;
    }

    @Override
    public void replace(Tenant tenant, CostPartition partition) {
        store.replace(tenant, partition);
    }

    @Override
    public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
        store.read(tenant, selection, reader);
    }

    @Override
    public Page<PartitionInfo> list(Tenant tenant, PartitionSelection selection, PartitionInfo after, int atMost) {
        return store.list(tenant, selection, after, atMost);
    }

    @Override
    public void drop(Tenant tenant, PartitionSelection selection) {
        store.drop(tenant, selection);
    }
}
