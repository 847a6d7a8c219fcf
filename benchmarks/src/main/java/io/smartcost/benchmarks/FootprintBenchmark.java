package io.smartcost.benchmarks;

import io.smartcost.aggregate.ColumnarEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Bytes of memory a row, all columns and dictionaries included: what the engine says, what it takes of the heap, what
 * DuckDB says of itself, and what records with BigDecimal take of the heap. The time is of no interest.
 */
@BenchmarkMode(Mode.SingleShotTime)
@Fork(
        value = 1,
        // A thread's allocation buffer counts as used whole, and in a large heap it is tens of megabytes unless told
        // otherwise.
        jvmArgsAppend = {"-Xms10g", "-Xmx10g", "-XX:+UseParallelGC", "-XX:-ResizeTLAB", "-XX:TLABSize=64k"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class FootprintBenchmark {
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    /** How many rows there are. */
    @State(Scope.Benchmark)
    public static class Size {
        @Param("10000000")
        public int rows;

        BenchmarkData data() {
            return new BenchmarkData(rows);
        }
    }

    /** The results. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Bytes {
        /** As the side itself counts. */
        public double countedPerRow;
        /** On the heap after a full collection; 0 for what is not on the heap. */
        public double heapPerRow;
    }

    @Benchmark
    public void smartcost(Size size, Bytes bytes) throws IOException, InterruptedException {
        count(new AtomicReference<>(loaded(size)), size, bytes);
    }

    /** After each of the questions was asked twice: from the second time on there are rollups. */
    @Benchmark
    public void smartcostAsked(Size size, Bytes bytes) throws IOException, InterruptedException {
        AtomicReference<@Nullable ColumnarEngine> engine = new AtomicReference<>(loaded(size));
        for (BenchmarkQuery query : BenchmarkQuery.values()) {
            Objects.requireNonNull(engine.get()).aggregate(query.query());
            Objects.requireNonNull(engine.get()).aggregate(query.query());
        }
        count(engine, size, bytes);
    }

    private static ColumnarEngine loaded(Size size) throws IOException, InterruptedException {
        ColumnarEngine engine = ColumnarEngine.create();
        CsvLoading.load(size.data().csv(), engine);
        return engine;
    }

    private static void count(AtomicReference<@Nullable ColumnarEngine> engine, Size size, Bytes bytes) {
        bytes.countedPerRow = (double) Objects.requireNonNull(engine.get()).bytes() / size.rows;
        bytes.heapPerRow = heapOf(engine) / size.rows;
    }

    @Benchmark
    public void duckdb(Size size, Bytes bytes) throws SQLException {
        try (DuckDbSide side = new DuckDbSide(size.data())) {
            bytes.countedPerRow = (double) side.bytes() / size.rows;
        }
    }

    @Benchmark
    public void records(Size size, Bytes bytes) {
        bytes.heapPerRow = heapOf(new AtomicReference<>(new StreamsSide(size.data()))) / size.rows;
    }

    /** What the heap holds less when it is let go. Not what it holds more when it is made: then classes come along, and caches go. */
    private static double heapOf(AtomicReference<? extends @Nullable Object> held) {
        long with = heap();
        held.set(null);
        return with - heap();
    }

    /** What is in use when all garbage is gone. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            MEMORY.gc();
        }
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
