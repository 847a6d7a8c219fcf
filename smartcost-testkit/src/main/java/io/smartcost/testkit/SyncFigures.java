package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.sync.Sync;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.sync.SyncReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What a sync of many days costs: time, memory and paid calls.
 *
 * @param records how many were stored
 * @param synced how long reading, storing and checking them took
 * @param fetched how long the provider took for it alone, without storing anything
 * @param bare how long a client took that only reads the same answers
 * @param heapGrowth by how many bytes the heap was larger after the sync, garbage left out
 * @param paidCalls how many calls that cost money the sync made
 * @param paidCallsAgain how many a second sync made, right after the first
 */
public record SyncFigures(
        long records,
        Duration synced,
        Duration fetched,
        Duration bare,
        long heapGrowth,
        long paidCalls,
        long paidCallsAgain) {
    private static final long MIB = 1 << 20;
    private static final long ANSWER_MILLIS = Long.getLong("smartcost.answer", 0);

    /**
     * Syncs the days into a store in a folder, and once before into another, so that neither the sync nor the client is measured
     * cold. Needs {@code smartcost-storage-jdbc} and DuckDB on the class path.
     *
     * @param clock what the provider goes by, too
     * @param folder an empty one
     * @param bareClient reads what the provider reads, and gives the number of records or rows that there were
     */
    public static SyncFigures measure(
            CostProvider provider, DayRange days, Clock clock, Path folder, LongSupplier bareClient) {
        try (SmartCost warmUp = in(folder.resolve("warm-up"), provider, clock)) {
            checked(sync(warmUp, days));
        }
        long toRead = bareClient.getAsLong();
        assertThat(toRead).as("what the bare client read").isPositive();
        try (SmartCost smartCost = in(folder.resolve("measured"), provider, clock)) {
            Sync sync = sync(smartCost, days);
            long heap = heap();
            long start = System.nanoTime();
            SyncReport first = checked(sync);
            Duration synced = since(start);
            long heapGrowth = heap() - heap;
            start = System.nanoTime();
            fetch(provider, days);
            Duration fetched = since(start);
            start = System.nanoTime();
            long read = bareClient.getAsLong();
            Duration bare = since(start);
            assertThat(read).as("what the bare client read").isEqualTo(toRead);
            SyncReport second = checked(sync);
            return new SyncFigures(
                    first.records(), synced, fetched, bare, heapGrowth, first.paidCalls(), second.paidCalls());
        }
    }

    /** For a stand-in, before each of its answers: takes as many milliseconds as {@code -Dsmartcost.answer} says, and 0 if it says nothing. */
    public static void takeTime() {
        try {
            Thread.sleep(ANSWER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fetch(CostProvider provider, DayRange days) {
        int longest = SyncPolicy.DEFAULT.longestRange();
        for (SourceAccount account : provider.accounts()) {
            for (LocalDate day = days.start(); day.isBefore(days.end()); day = day.plusDays(longest)) {
                LocalDate end = day.plusDays(longest).isBefore(days.end()) ? day.plusDays(longest) : days.end();
                provider.fetch(account, new DayRange(day, end), new Discarding());
            }
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static SmartCost in(Path folder, CostProvider provider, Clock clock) {
        return SmartCost.builder()
                .provider(provider)
                .clock(clock)
                .folder(folder)
                .build();
    }

    private static Sync sync(SmartCost smartCost, DayRange days) {
        return smartCost.sync().since(days).maxPaidCalls(Long.MAX_VALUE);
    }

    private static SyncReport checked(Sync sync) {
        SyncReport report = sync.run();
        assertThat(report.ok() && report.balanced()).as(report.summary()).isTrue();
        return report;
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    /** A line for a person. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d records: read by a bare client in %.1f s, fetched in %.1f s (%.1f times), synced into DuckDB in %.1f s (%.1f times);"
                        + " heap %+.1f MiB; %,d paid calls, %,d when synced again",
                records,
                seconds(bare),
                seconds(fetched),
                seconds(fetched) / seconds(bare),
                seconds(synced),
                seconds(synced) / seconds(bare),
                (double) heapGrowth / MIB,
                paidCalls,
                paidCallsAgain);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static final class Discarding implements CostReceiver {
        @Override
        public void partition(CostPartition partition) {
            partition.records().forEach(record -> {});
        }

        @Override
        public void refused(Refusal refusal) {
            throw new AssertionError(refusal.toString());
        }

        @Override
        public void paidCall() {}
    }
}
