package io.smartcost.testkit.killed;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells of every point between, and inside, the calls to providers and stores, where a program may die. */
final class Steps {
    private final Consumer<String> step;

    /** @param step is told the name of the point, and may never return */
    Steps(Consumer<String> step) {
        this.step = step;
    }

    CostProvider around(CostProvider provider) {
        return new CostProvider() {
            @Override
            public String name() {
                return provider.name();
            }

            @Override
            public List<SourceAccount> accounts() {
                return call("accounts", provider::accounts);
            }

            @Override
            public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
                call("fetch", () -> provider.fetch(account, days, around(receiver)));
            }
        };
    }

    private CostReceiver around(CostReceiver receiver) {
        return new CostReceiver() {
            @Override
            public void partition(CostPartition partition) {
                call("partition", () -> receiver.partition(partition));
            }

            @Override
            public void refused(Refusal refusal) {
                receiver.refused(refusal);
            }

            @Override
            public void paidCall() {
                receiver.paidCall();
            }
        };
    }

    CostStore around(CostStore store) {
        return new CostStore() {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {
                Iterable<CostRecord> records = () -> around(partition.records().iterator());
                call(
                        "replace",
                        () -> store.replace(
                                tenant,
                                new CostPartition(
                                        partition.account(), partition.day(), partition.completeness(), records)));
            }

            @Override
            public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
                call("read", () -> store.read(tenant, selection, reader));
            }

            @Override
            public Page<PartitionInfo> list(
                    Tenant tenant, PartitionSelection selection, PartitionInfo after, int atMost) {
                return call("list", () -> store.list(tenant, selection, after, atMost));
            }

            @Override
            public void drop(Tenant tenant, PartitionSelection selection) {
                call("drop", () -> store.drop(tenant, selection));
            }
        };
    }

    StateStore around(StateStore state) {
        return new StateStore() {
            @Override
            public Optional<StateDocument> get(StateKey key) {
                return call("get " + kind(key), () -> state.get(key));
            }

            @Override
            public Page<StateDocument> list(Collection collection, String after, int atMost) {
                return call("list documents", () -> state.list(collection, after, atMost));
            }

            @Override
            public Optional<StateDocument> put(StateKey key, String json, String expected, Instant expiresAt) {
                return call("put " + kind(key), () -> state.put(key, json, expected, expiresAt));
            }

            @Override
            public boolean delete(StateKey key, String expected) {
                return call("delete " + kind(key), () -> state.delete(key, expected));
            }

            private String kind(StateKey key) {
                return key.key().split("/", 2)[0];
            }
        };
    }

    private Iterator<CostRecord> around(Iterator<CostRecord> records) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public CostRecord next() {
                step.accept("in the middle of replace");
                return records.next();
            }
        };
    }

    private void call(String name, Runnable call) {
        call(name, () -> {
            call.run();
            return true;
        });
    }

    private <T> T call(String name, Supplier<T> call) {
        step.accept("before " + name);
        T result = call.get();
        step.accept("after " + name);
        return result;
    }
}
