package io.smartcost.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The limit of a scan for Q1: a plain sum over as many bytes as it must read, which are the costs as longs, eight bytes a row. The
 * days are known of each segment and the only currency takes no bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms10g", "-Xmx10g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MemoryBandwidth {
    @Param("10000000")
    public int rows;

    private long[] costs = {};

    @Setup
    public void fill() {
        costs = new SplittableRandom(1).longs(rows).toArray();
    }

    @Benchmark
    public long oneThread() {
        return sum(0, costs.length);
    }

    @Benchmark
    public long twoThreads() {
        int middle = costs.length / 2;
        ForkJoinTask<Long> other = ForkJoinPool.commonPool().submit(() -> sum(middle, costs.length));
        return sum(0, middle) + other.join();
    }

    private long sum(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += costs[i];
        }
        return sum;
    }
}
