package io.smartcost;

import io.smartcost.aggregate.CachedCostStore;
import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.aggregate.HotCostStore;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.EmbeddedStorage;
import io.smartcost.spi.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a {@link SmartCost} keeps things, with its caches in front: the answers, and behind them the days in columns.
 *
 * @param toClose what was opened here, or null
 */
record Storage(CachedCostStore costs, StateStore state, EmbeddedStorage.@Nullable Opened toClose) {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
    private static final Path DEFAULT_FOLDER = Path.of("smartcost-data");
    /** Some tens of megabytes. */
    private static final long MOST_CACHED_ROWS = 200_000;
    /** Twice this, how long what other instances change in the same store may go unnoticed: both caches wait. */
    private static final Duration TRUST = Duration.ofSeconds(30);

    /**
     * @param store the user's, or null
     * @param state the user's, or null
     * @param folder of embedded storage, or null
     * @param memory how many bytes the days in columns may take
     */
    static Storage of(
            @Nullable CostStore store,
            @Nullable StateStore state,
            @Nullable Path folder,
            long memory,
            Clock clock,
            Executor executor) {
        if (store == null && state == null) {
            EmbeddedStorage.Opened opened = open(folder, clock);
            if (opened != null) {
                CostStore hot = hot(opened.costs(), memory, clock, executor);
                return new Storage(cached(hot), opened.state(), opened);
            }
        } else if (folder != null) {
            throw new IllegalArgumentException("Nothing would be kept in the folder " + folder
                    + ", because the builder has a store or a state store already. Name one or the other");
        }
        return new Storage(
                cached(store == null ? new InMemoryCostStore() : hot(store, memory, clock, executor)),
                state == null ? new InMemoryStateStore(clock) : state,
                null);
    }

    private static EmbeddedStorage.@Nullable Opened open(@Nullable Path folder, Clock clock) {
        List<EmbeddedStorage> found = ServiceLoader.load(EmbeddedStorage.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (found.size() > 1) {
            throw new IllegalStateException("There are several embedded storages on the class path: " + found
                    + ". Leave one there, or pass the builder a store and a state store");
        }
        if (found.isEmpty() && folder != null) {
            throw new IllegalStateException(
                    "There is nothing on the class path that keeps costs in the folder " + folder
                            + ". Add io.smartcost:smartcost-storage-jdbc, or pass the builder a store and a state store");
        }
        if (found.isEmpty()) {
            return null;
        }
        Path chosen = folder == null ? DEFAULT_FOLDER : folder;
        LOG.info("Costs are kept in the folder {}", chosen.toAbsolutePath());
        return found.get(0).open(chosen, clock);
    }

    private static CostStore hot(CostStore store, long memory, Clock clock, Executor executor) {
        return memory == 0 || store instanceof InMemoryCostStore
                ? store
                : new HotCostStore(store, ColumnarEngine.create(), memory, executor, clock, TRUST);
    }

    private static CachedCostStore cached(CostStore store) {
        return new CachedCostStore(store, MOST_CACHED_ROWS, TRUST);
    }

    /** The same for whoever must not close it. */
    Storage shared() {
        return new Storage(costs, state, null);
    }

    void close() {
        if (toClose != null) {
            toClose.close();
        }
    }
}
