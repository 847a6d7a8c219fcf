package io.smartcost;

import io.smartcost.model.Tenant;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.StateStore;
import io.smartcost.sync.Sync;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the clouds cost: reads it from the providers, keeps it in a store, and answers questions about it.
 *
 * <pre>{@code
 * try (SmartCost smartCost = SmartCost.builder().provider(FocusFiles.in(Path.of("exports"))).build()) {
 *     SyncReport sync = smartCost.sync().since(lastDays(35)).run();
 *     CostTable spend = smartCost.costs().during(lastDays(30)).groupBy(SERVICE).measure(EFFECTIVE).top(10).fetch();
 * }
 * }</pre>
 *
 * <p>One instance serves a whole application: it is immutable and thread-safe. Every call is about one tenant, see {@link
 * #forTenant}.
 */
public final class SmartCost implements AutoCloseable {
    private final Tenant tenant;
    private final List<CostProvider> providers;
    private final Storage storage;
    private final Clock clock;
    private final Executor executor;
    private final @Nullable OwnThreads toClose;

    private SmartCost(
            Tenant tenant,
            List<CostProvider> providers,
            Storage storage,
            Clock clock,
            Executor executor,
            @Nullable OwnThreads toClose) {
        this.tenant = tenant;
        this.providers = providers;
        this.storage = storage;
        this.clock = clock;
        this.executor = executor;
        this.toClose = toClose;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * The same for another tenant: the providers, stores and threads are shared, and what is stored is apart. It works until this
     * instance is closed, and need not be closed itself.
     */
    public SmartCost forTenant(Tenant other) {
        return new SmartCost(other, providers, storage.shared(), clock, executor, null);
    }

    /** Starts to describe a sync; {@code run()} runs it. */
    public Sync sync() {
        return Sync.of(tenant, providers, storage.costs(), storage.state(), clock, executor);
    }

    /** Starts a question about costs; {@code fetch()} answers it. */
    public Costs.Days costs() {
        return frame -> Costs.of(storage.costs(), clock, tenant, frame);
    }

    /** Which part of all questions so far was answered from remembered answers, 0 to 1; a sync makes forgotten what it changes. */
    public double cacheHitRatio() {
        return storage.costs().hitRatio();
    }

    /**
     * Ends the threads that this instance made and closes the folder that it opened; accounts that are being synced then fail, and
     * the next sync goes on from there. What was passed to the builder is not closed: it belongs to whoever made it.
     */
    @Override
    public void close() {
        if (toClose != null) {
            toClose.close();
        }
        storage.close();
    }

    /**
     * Wires a {@link SmartCost}. Everything has a default but the providers, and without any there is nothing to sync; each thing is
     * set once.
     */
    public static final class Builder {
        private final Map<String, CostProvider> providers = new LinkedHashMap<>();
        private @Nullable Tenant tenant;
        private @Nullable CostStore store;
        private @Nullable StateStore state;
        private @Nullable Path folder;
        private @Nullable Long memory;
        private @Nullable Clock clock;
        private @Nullable Executor executor;

        private Builder() {}

        /**
         * Adds a source of costs.
         *
         * @throws IllegalArgumentException if there is one with this name already
         */
        public Builder provider(CostProvider provider) {
            CostProvider earlier = providers.putIfAbsent(provider.name(), provider);
            if (earlier != null) {
                throw new IllegalArgumentException("A provider called '" + provider.name() + "' is there already: "
                        + earlier + ". Two with one name would replace each other's costs");
            }
            return this;
        }

        /** Whose costs calls are about if they do not say so: {@link Tenant#DEFAULT}, unless this is called. */
        public Builder tenant(Tenant newTenant) {
            requireUnset("tenant", tenant);
            tenant = newTenant;
            return this;
        }

        /**
         * Where costs are kept. Unless this or {@link #state} is called, they are kept in a {@link #folder}, or in memory if the
         * class path has nothing that can. Answers and days are kept in memory too; what other instances change in the same store is
         * seen after a minute at most.
         */
        public Builder store(CostStore newStore) {
            requireUnset("store", store);
            store = newStore;
            return this;
        }

        /** Where everything else is kept. Unless this is called, it is with the costs, or in memory if {@link #store} is. */
        public Builder state(StateStore newState) {
            requireUnset("state", state);
            state = newState;
            return this;
        }

        /**
         * Where everything is kept, in files that survive the end of the program: {@code smartcost-data}, unless this is called.
         * Needs {@code io.smartcost:smartcost-storage-jdbc} on the class path, and one process at a time has the folder open.
         */
        public Builder folder(Path newFolder) {
            requireUnset("folder", folder);
            folder = newFolder;
            return this;
        }

        /**
         * About how many bytes the costs of the days that are asked for may take in memory: a quarter of the heap's limit, unless
         * this is called; 0 to let the store answer each question.
         */
        public Builder memory(long bytes) {
            requireUnset("memory", memory);
            if (bytes < 0) {
                throw new IllegalArgumentException("Memory for costs is at least 0 bytes, got " + bytes);
            }
            memory = bytes;
            return this;
        }

        /** What says which day is today: the system's clock, unless this is called. */
        public Builder clock(Clock newClock) {
            requireUnset("clock", clock);
            clock = newClock;
            return this;
        }

        /** Runs the accounts of a sync: 8 threads that end when they are idle, unless this is called. See {@link Sync#of}. */
        public Builder executor(Executor newExecutor) {
            requireUnset("executor", executor);
            executor = newExecutor;
            return this;
        }

        /**
         * @throws io.smartcost.model.SmartCostException if the folder cannot be opened, because another process has it open for
         *     instance
         */
        public SmartCost build() {
            Clock theClock = clock == null ? Clock.systemUTC() : clock;
            Executor threads = executor;
            OwnThreads own = null;
            if (threads == null) {
                own = new OwnThreads();
                threads = own;
            }
            long bytes = memory == null ? Runtime.getRuntime().maxMemory() / 4 : memory;
            return new SmartCost(
                    tenant == null ? Tenant.DEFAULT : tenant,
                    List.copyOf(providers.values()),
                    Storage.of(store, state, folder, bytes, theClock, threads),
                    theClock,
                    threads,
                    own);
        }

        private static void requireUnset(String what, @Nullable Object earlier) {
            if (earlier != null) {
                throw new IllegalArgumentException("The " + what + " is set already, to " + earlier);
            }
        }
    }
}
