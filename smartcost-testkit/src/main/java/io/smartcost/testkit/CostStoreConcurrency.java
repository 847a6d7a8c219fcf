package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.RetryableException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads write and read at once; each sees whole partitions. */
@Timeout(300)
abstract class CostStoreConcurrency extends CostStoreRoundTrips {
    /** What each version of {@link #version} adds up to. */
    static final BigDecimal TOTAL = BigDecimal.valueOf(60);

    private static final int READERS = 3;
    private static final int LEAST_READS = 20;
    private static final int LEAST_REPLACES = 20;
    private static final int MOST_TRIES = 1_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    /** Versions differ in their records, their number of records and their completeness, and cost the same. */
    static CostPartition version(SourceAccount account, int version) {
        int kind = version % 3;
        int size = 10 * (kind + 1);
        List<CostRecord> records = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            records.add(record(FRIDAY)
                    .cost(CostMetric.BILLED, TOTAL.divide(BigDecimal.valueOf(size)))
                    .text(FocusColumn.RESOURCE_ID, version + ":" + i)
                    .build());
        }
        return new CostPartition(account, FRIDAY, Completeness.values()[kind], records);
    }

    static void assertIsOneVersion(StoredDay day) {
        String resource = day.records().keySet().iterator().next().text(FocusColumn.RESOURCE_ID);
        int version = Integer.parseInt(String.valueOf(resource).split(":", 2)[0]);
        assertThat(day)
                .as("a partition that was stored as a whole")
                .isEqualTo(StoredDay.of(version(day.account(), version)));
    }

    @Test
    void readersSeeTheOldPartitionOrTheNew() throws Exception {
        whileReplacing(() -> {
            List<StoredDay> days = read(ACME, on(FRIDAY));
            assertThat(days).hasSize(1);
            assertIsOneVersion(days.get(0));
        });
    }

    @Test
    void listingsSeeTheOldPartitionOrTheNew() throws Exception {
        whileReplacing(() -> {
            List<PartitionInfo> infos = store.list(ACME, on(FRIDAY), null, 10).items();
            assertThat(infos).hasSize(1);
            assertThat(StoredDay.withoutRevision(infos.get(0)))
                    .isEqualTo(StoredDay.of(
                                    version(ACCOUNT, infos.get(0).completeness().ordinal()))
                            .info());
        });
    }

    @Test
    void aReadInTheMiddleOfAReplaceSeesTheOldPartitionOrTheNew() throws Exception {
        store.replace(ACME, version(ACCOUNT, 0));
        List<StoredDay> days = inTheMiddleOfReplacing(version(ACCOUNT, 1), () -> read(ACME, on(FRIDAY)));
        assertThat(days).hasSize(1);
        assertIsOneVersion(days.get(0));
        assertThat(read(ACME, ALL)).containsExactly(StoredDay.of(version(ACCOUNT, 1)));
    }

    @Test
    void ofTwoReplacesInEachOtherOneStays() throws Exception {
        store.replace(ACME, version(ACCOUNT, 0));
        inTheMiddleOfReplacing(version(ACCOUNT, 1), () -> {
            replace(version(ACCOUNT, 2));
            return true;
        });
        List<StoredDay> days = read(ACME, ALL);
        assertThat(days).hasSize(1);
        assertIsOneVersion(days.get(0));
        assertThat(list(ACME, ALL, 10)).containsExactly(days.get(0).info());
    }

    @Test
    void aReplaceInTheMiddleOfThatOfAnotherPartitionStays() throws Exception {
        inTheMiddleOfReplacing(version(ACCOUNT, 1), () -> {
            replace(version(OTHER_ACCOUNT, 2));
            return true;
        });
        assertThat(read(ACME, ALL))
                .containsExactly(StoredDay.of(version(ACCOUNT, 1)), StoredDay.of(version(OTHER_ACCOUNT, 2)));
    }

    @Test
    void ofConcurrentReplacesOfOnePartitionOneStays() throws Exception {
        AtomicInteger versions = new AtomicInteger();
        inThreads(4, () -> {
            for (int i = 0; i < 10; i++) {
                replace(version(ACCOUNT, versions.incrementAndGet()));
            }
        });
        List<StoredDay> days = read(ACME, ALL);
        assertThat(days).hasSize(1);
        assertIsOneVersion(days.get(0));
        assertThat(list(ACME, ALL, 10)).containsExactly(days.get(0).info());
    }

    @Test
    void concurrentReplacesOfDifferentPartitionsAllStay() throws Exception {
        AtomicInteger accounts = new AtomicInteger();
        inThreads(4, () -> {
            for (int i = 0; i < 10; i++) {
                int number = accounts.incrementAndGet();
                replace(version(new SourceAccount("aws", "account-" + number), number));
            }
        });
        List<StoredDay> days = read(ACME, ALL);
        assertThat(days).hasSize(40).allSatisfy(CostStoreConcurrency::assertIsOneVersion);
        assertThat(list(ACME, ALL, 7))
                .containsExactlyElementsOf(days.stream().map(StoredDay::info).toList());
    }

    /** Replaces a partition over and over while other threads check what they see of it. */
    void whileReplacing(Runnable check) throws Exception {
        store.replace(ACME, version(ACCOUNT, 0));
        AtomicInteger replaced = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(threads.submit(() -> {
                do {
                    retrying(check);
                } while (read.incrementAndGet() < READERS * LEAST_READS || replaced.get() < LEAST_REPLACES);
            }));
        }
        while (readers.stream().anyMatch(reader -> !reader.isDone())) {
            replace(version(ACCOUNT, replaced.incrementAndGet()));
        }
        waitFor(readers);
    }

    /**
     * What another thread comes to while half of the records have arrived. A store may make the other thread wait until the
     * replace is done; the replace does not wait for it for long.
     */
    <T> T inTheMiddleOfReplacing(CostPartition next, Callable<T> other) throws Exception {
        List<CostRecord> records = new ArrayList<>();
        next.records().forEach(records::add);
        AtomicReference<@Nullable Future<T>> begun = new AtomicReference<>();
        Runnable begin = () -> {
            if (begun.get() == null) {
                Future<T> running = threads.submit(other);
                begun.set(running);
                waitALittleFor(running);
            }
        };
        replace(new CostPartition(next.account(), next.day(), next.completeness(), () -> {
            Stream<CostRecord> rest = Stream.of(records)
                    .peek(all -> begin.run())
                    .flatMap(all -> all.subList(all.size() / 2, all.size()).stream());
            return Stream.concat(records.subList(0, records.size() / 2).stream(), rest)
                    .iterator();
        }));
        return Objects.requireNonNull(begun.get()).get();
    }

    private static void waitALittleFor(Future<?> running) {
        try {
            running.get(100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // a failure is thrown again when the result is asked for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void replace(CostPartition partition) {
        retrying(() -> store.replace(ACME, partition));
    }

    /** A store that cannot do two things at once may say so; whoever calls tries again. */
    static void retrying(Runnable call) {
        for (int tries = 1; ; tries++) {
            try {
                call.run();
                return;
            } catch (RetryableException conflict) {
                if (tries == MOST_TRIES) {
                    throw conflict;
                }
            }
        }
    }

    void inThreads(int count, Runnable work) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(work));
        }
        waitFor(running);
    }

    private static void waitFor(List<Future<?>> running) throws Exception {
        for (Future<?> future : running) {
            future.get();
        }
    }
}
