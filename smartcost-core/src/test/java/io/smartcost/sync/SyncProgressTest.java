package io.smartcost.sync;

import static io.smartcost.model.Completeness.FINAL;
import static io.smartcost.sync.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.DayRange;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SyncProgressTest {
    private static final DayRange FOUR_DAYS = days("2026-08-01", "2026-08-05");

    private final World world = new World();
    private final Cloud cloud =
            new Cloud("aws", "1", "2").bill("1", FOUR_DAYS, FINAL).bill("2", days("2026-08-01", "2026-08-03"), FINAL);
    private final List<SyncProgress> told = new ArrayList<>();

    @Test
    void itSaysWhatHappensAndHowMuchIsLeft() {
        cloud.beforeDay = (account, days, receiver) -> world.clock.advance(Duration.ofSeconds(10));
        sync(told::add);
        SyncProgress planned = told.get(0);
        assertThat(planned.step()).isEqualTo(SyncProgress.Step.PLANNED);
        assertThat(planned.daysDone()).isZero();
        assertThat(planned.daysLeft())
                .as("4 of the first account, and 4 that the second may need")
                .isEqualTo(8);
        assertThat(planned.timeLeft()).isEmpty();
        SyncProgress second = told.get(2);
        assertThat(second.account()).isEqualTo(cloud.account("1"));
        assertThat(second.step()).isEqualTo(SyncProgress.Step.STORED);
        assertThat(second.daysDone()).isEqualTo(2);
        assertThat(second.daysLeft()).isEqualTo(6);
        assertThat(second.records()).isEqualTo(2);
        assertThat(second.elapsed()).isEqualTo(Duration.ofSeconds(20));
        assertThat(second.timeLeft()).isEqualTo(Optional.of(Duration.ofSeconds(60)));
        SyncProgress last = told.get(told.size() - 1);
        assertThat(last.step()).isEqualTo(SyncProgress.Step.ENDED);
        assertThat(last.daysDone()).isEqualTo(6);
        assertThat(last.daysLeft())
                .as("the days that were not sent are not left for this sync")
                .isZero();
    }

    @Test
    void aRetryIsToldAndCountsNothingTwice() {
        AtomicInteger tries = new AtomicInteger();
        cloud.after = (account, days, receiver) -> {
            if (account.id().equals("1") && tries.incrementAndGet() == 1) {
                throw new RetryableException("503", (Duration) null);
            }
        };
        sync(told::add);
        assertThat(told).extracting(SyncProgress::step).contains(SyncProgress.Step.WAITING);
        assertThat(told).allMatch(progress -> progress.daysDone() <= 6 && progress.records() <= 6);
        assertThat(told).last().matches(progress -> progress.records() == 6);
    }

    @Test
    void aListenerThatFailsChangesNothing() {
        AtomicInteger calls = new AtomicInteger();
        SyncReport report = sync(progress -> {
            calls.incrementAndGet();
            throw new IllegalStateException("the terminal is closed");
        });
        assertThat(report.ok()).isTrue();
        assertThat(report.daysReplaced()).isEqualTo(6);
        assertThat(calls.get()).isGreaterThan(6);
    }

    private SyncReport sync(SyncListener listener) {
        return world.sync(cloud).since(FOUR_DAYS).listener(listener).run();
    }
}
