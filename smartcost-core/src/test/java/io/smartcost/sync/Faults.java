package io.smartcost.sync;

import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Puts faults around real providers and stores: any call fails before or after it took effect, for a while or for good, takes longer
 * than a lease, or the whole program dies there, after which no call gets through. Thread-safe.
 */
final class Faults {
    private final Random random;
    private final TestClock clock;
    private volatile double rate;
    private volatile boolean dead;

    Faults(Random random, TestClock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** A new life of the program, with so many faults a call. */
    void live(double newRate) {
        rate = newRate;
        dead = false;
    }

    CostProvider around(CostProvider provider) {
        return new CostProvider() {
            @Override
            public String name() {
                return provider.name();
            }

            @Override
            public List<SourceAccount> accounts() {
                return call(provider::accounts);
            }

            @Override
            public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
                call(() -> provider.fetch(account, days, around(receiver)));
            }
        };
    }

    private CostReceiver around(CostReceiver receiver) {
        return new CostReceiver() {
            @Override
            public void partition(CostPartition partition) {
                call(() -> receiver.partition(partition));
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
        return new ForwardingStore(store) {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {
                call(() -> super.replace(tenant, partition));
            }

            @Override
            public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
                call(() -> super.read(tenant, selection, reader));
            }

            @Override
            public Page<PartitionInfo> list(
                    Tenant tenant, PartitionSelection selection, PartitionInfo after, int atMost) {
                return call(() -> super.list(tenant, selection, after, atMost));
            }
        };
    }

    StateStore around(StateStore state) {
        return new StateStore() {
            @Override
            public Optional<StateDocument> get(StateKey key) {
                return call(() -> state.get(key));
            }

            @Override
            public Page<StateDocument> list(Collection collection, String after, int atMost) {
                return call(() -> state.list(collection, after, atMost));
            }

            @Override
            public Optional<StateDocument> put(StateKey key, String json, String expected, Instant expiresAt) {
                return call(() -> state.put(key, json, expected, expiresAt));
            }

            @Override
            public boolean delete(StateKey key, String expected) {
                return call(() -> state.delete(key, expected));
            }
        };
    }

    private void call(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }

    private <T> T call(Supplier<T> call) {
        fail();
        T result = call.get();
        fail();
        return result;
    }

    private void fail() {
        if (dead) {
            throw new ProgramDied();
        }
        if (random.nextDouble() >= rate) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> {
                dead = true;
                throw new ProgramDied();
            }
            case 1 -> throw new SmartCostException("for good");
            case 2 -> throw new IllegalStateException("a mistake");
            case 3 -> clock.advance(SyncPolicy.DEFAULT.lease().multipliedBy(2));
            case 4 -> throw new RetryableException("wait", Duration.ofSeconds(random.nextInt(400)));
            default -> throw new RetryableException("again", (Duration) null);
        }
    }

    static final class ProgramDied extends Error {
        private static final long serialVersionUID = 1L;
    }
}
