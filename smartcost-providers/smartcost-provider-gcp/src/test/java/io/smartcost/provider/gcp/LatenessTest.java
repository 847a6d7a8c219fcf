package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is slow ends, and so does the query. */
@Timeout(60)
class LatenessTest {
    private static final LocalDate DAY = LocalDate.of(2026, 7, 1);

    private final FakeBigQuery cloud = new FakeBigQuery(
            ExportSchema.STANDARD,
            List.of(Usage.at("2026-07-01T10:00:00Z").of("p", "s", "k").cost(1)));
    private final GcpBillingExport provider =
            GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE).withClock(FixedClock.at("2026-08-20T12:00:00Z"));

    /** So that nothing is slow but what is meant to be. */
    @BeforeEach
    void warmUp() {
        assertThat(failure(provider)).isNull();
        cloud.asked.clear();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static Throwable failure(GcpBillingExport from) {
        return catchThrowable(() -> Fetched.from(from, DayRange.of(DAY)));
    }

    @Test
    void a_body_that_never_ends_is_given_up() {
        for (Ask ask : List.of(Ask.TABLE, Ask.DRY_RUN, Ask.INSERT, Ask.JOB, Ask.PAGE)) {
            cloud.pollsUntilDone = 1;
            cloud.fault(ask, Faults.slow());
            long start = System.nanoTime();
            assertThat(failure(provider.withTimeout(Duration.ofMillis(700))))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContainingAll("took more than PT0.7S", "withTimeout");
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
        }
    }

    @Test
    void a_query_that_runs_too_long_is_cancelled() throws InterruptedException {
        cloud.pollsUntilDone = Integer.MAX_VALUE;

        assertThat(failure(provider.withTimeout(Duration.ofMillis(500))))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("was cancelled");
        awaitCancelled();
    }

    @Test
    void an_interrupt_cancels_the_query_and_stays() throws InterruptedException {
        cloud.pollsUntilDone = Integer.MAX_VALUE;
        List<Throwable> failures = new ArrayList<>();
        List<Boolean> interrupted = new ArrayList<>();
        Thread fetching = new Thread(() -> {
            failures.add(failure(provider));
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        fetching.start();
        while (!cloud.asked.contains(Ask.JOB)) {
            Thread.sleep(5);
        }
        fetching.interrupt();
        fetching.join();

        assertThat(failures.get(0))
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("interrupted");
        assertThat(interrupted).containsExactly(true);
        awaitCancelled();
    }

    private void awaitCancelled() throws InterruptedException {
        for (int i = 0; i < 1000 && !cloud.cancelled(); i++) {
            Thread.sleep(5);
        }
        assertThat(cloud.cancelled()).isTrue();
    }
}
