package io.smartcost.benchmarks;

import io.smartcost.aggregate.ColumnarEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.sql.SQLException;
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
 * Bytes of memory a row, all columns and dictionaries included: what the engine says, what the heap holds more after it was
 * filled, what DuckDB says of itself, and what the heap holds more for records with BigDecimal. The time is of no interest.
 */
@BenchmarkMode(Mode.SingleShotTime)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms10g", "-Xmx10g", "-XX:+UseParallelGC"})
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
        Path csv = size.data().csv();
        long before = heap();
        ColumnarEngine engine = ColumnarEngine.create();
        CsvLoading.load(csv, engine);
        bytes.heapPerRow = (double) (heap() - before) / size.rows;
        bytes.countedPerRow = (double) engine.bytes() / size.rows;
    }

    /** After each of the questions was asked once, so that all rollups are there. */
    @Benchmark
    public void smartcostAsked(Size size, Bytes bytes) throws IOException, InterruptedException {
        Path csv = size.data().csv();
        long before = heap();
        ColumnarEngine engine = ColumnarEngine.create();
        CsvLoading.load(csv, engine);
        for (BenchmarkQuery query : BenchmarkQuery.values()) {
            engine.aggregate(query.query());
        }
        bytes.heapPerRow = (double) (heap() - before) / size.rows;
        bytes.countedPerRow = (double) engine.bytes() / size.rows;
    }

    @Benchmark
    public void duckdb(Size size, Bytes bytes) throws SQLException {
        try (DuckDbSide side = new DuckDbSide(size.data())) {
            bytes.countedPerRow = (double) side.bytes() / size.rows;
        }
    }

    @Benchmark
    public void records(Size size, Bytes bytes) {
        long before = heap();
        StreamsSide side = new StreamsSide(size.data());
        try {
            bytes.heapPerRow = (double) (heap() - before) / size.rows;
        } finally {
            Reference.reachabilityFence(side);
        }
    }

    /** What is in use when all garbage is gone; the first collection may leave what it found out to be garbage too late. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            MEMORY.gc();
        }
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
