package io.smartcost.benchmarks;

import io.smartcost.aggregate.ColumnarEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        measure(size, bytes, 0);
    }

    /** After each of the questions was asked twice, so that all rollups are there. */
    @Benchmark
    public void smartcostAsked(Size size, Bytes bytes) throws IOException, InterruptedException {
        measure(size, bytes, 2);
    }

    private static void measure(Size size, Bytes bytes, int times) throws IOException, InterruptedException {
        List<ColumnarEngine> only = new ArrayList<>(List.of(ColumnarEngine.create()));
        CsvLoading.load(size.data().csv(), only.get(0));
        for (int i = 0; i < times; i++) {
            for (BenchmarkQuery query : BenchmarkQuery.values()) {
                only.get(0).aggregate(query.query());
            }
        }
        bytes.countedPerRow = (double) only.get(0).bytes() / size.rows;
        bytes.heapPerRow = (double) freedWith(only) / size.rows;
    }

    @Benchmark
    public void duckdb(Size size, Bytes bytes) throws SQLException {
        try (DuckDbSide side = new DuckDbSide(size.data())) {
            bytes.countedPerRow = (double) side.bytes() / size.rows;
        }
    }

    @Benchmark
    public void records(Size size, Bytes bytes) {
        List<StreamsSide> only = new ArrayList<>(List.of(new StreamsSide(size.data())));
        bytes.heapPerRow = (double) freedWith(only) / size.rows;
    }

    /** How much less the heap holds without what only this list holds. */
    private static long freedWith(List<?> only) {
        long with = heap();
        only.clear();
        return with - heap();
    }

    /** What is in use when all garbage is gone; the first collection may leave what it found out to be garbage too late. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            MEMORY.gc();
        }
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
