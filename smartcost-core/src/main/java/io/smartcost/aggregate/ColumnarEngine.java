package io.smartcost.aggregate;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.spi.PartitionSelection;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Answers queries from columns in memory: exactly, and in micro- to milliseconds. It keeps what a query can ask of a record and
 * nothing else, in about twenty bytes a record. Thread-safe: a query that runs while a partition is being replaced sees it as it
 * was or as it will be, and never waits.
 */
public final class ColumnarEngine {
    private static final long WORTH_SHARING = 100_000;

    private final Map<Tenant, ColumnarCosts> tenants = new ConcurrentHashMap<>();
    private final Workers workers;
    private final boolean rollups;

    private ColumnarEngine(Workers workers, boolean rollups) {
        this.workers = workers;
        this.rollups = rollups;
    }

    /** An engine that shares the work of a large query with the common pool, on all processors. */
    public static ColumnarEngine create() {
        return on(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors());
    }

    /**
     * @param executor takes part of the work of large queries; the calling thread does the rest, and all if this one is busy
     * @param threads how many threads at most work for one query, the calling one included
     */
    public static ColumnarEngine on(Executor executor, int threads) {
        return new ColumnarEngine(new Workers(executor, threads, WORTH_SHARING), true);
    }

    /** The same engine, empty, that keeps no rollups and so scans for each query. */
    public ColumnarEngine scanningAlways() {
        return new ColumnarEngine(workers, false);
    }

    /** Takes a partition in the place of the one with the same account and day, if there is one. */
    public void replace(Tenant tenant, CostPartition partition) {
        of(tenant).replace(partition);
    }

    /**
     * The texts of a dimension, to load partitions with.
     *
     * @throws IllegalArgumentException for days, weeks and months, which are known from a partition's day
     */
    public TextColumn texts(Tenant tenant, Dimension dimension) {
        return of(tenant).texts(dimension);
    }

    /** The currencies of the costs, to load partitions with. */
    public TextColumn currencies(Tenant tenant) {
        return of(tenant).currencies();
    }

    /** The units of the consumed quantities, to load partitions with. */
    public TextColumn units(Tenant tenant) {
        return of(tenant).units();
    }

    /** As {@link #replace}, cell by cell; nothing changes before the loader is finished. */
    public PartitionLoader load(Tenant tenant, SourceAccount account, LocalDate day, Completeness completeness) {
        return of(tenant).load(account, day, completeness);
    }

    /** Forgets the partitions of a selection. */
    public void drop(Tenant tenant, PartitionSelection selection) {
        of(tenant).drop(selection);
    }

    /** Answers from all partitions that it was given; days of which it has none are PARTIAL. */
    public CostTable aggregate(CostQuery query) {
        return of(query.tenant()).aggregate(query);
    }

    /** About how many bytes of memory are taken, dictionaries and rollups included. */
    public long bytes() {
        return tenants.values().stream().mapToLong(ColumnarCosts::bytes).sum();
    }

    /** As {@link #bytes()}, of one tenant. */
    long bytes(Tenant tenant) {
        return of(tenant).bytes();
    }

    private ColumnarCosts of(Tenant tenant) {
        return tenants.computeIfAbsent(tenant, t -> new ColumnarCosts(workers, new Shapes(rollups)));
    }
}
