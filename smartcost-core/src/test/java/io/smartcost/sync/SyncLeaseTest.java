package io.smartcost.sync;

import static io.smartcost.model.Completeness.FINAL;
import static io.smartcost.sync.World.day;
import static io.smartcost.sync.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.sync.AccountSync.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two instances over the same stores: interleaved to the step by running the second one inside the first one's fetch. */
class SyncLeaseTest {
    private static final DayRange WEEK = days("2026-08-10", "2026-08-17");
    private static final Duration LEASE = SyncPolicy.DEFAULT.lease();

    private final World world = new World();
    private final Cloud cloud = new Cloud("aws", "1").bill("1", WEEK, FINAL);
    private final Cloud sameCloud = new Cloud("aws", "1").bill("1", WEEK, FINAL);
    private final List<SyncReport> ofSecond = new ArrayList<>();

    @Test
    void theSecondInstanceSkipsTheAccountAndSaysSo() {
        cloud.beforeDay = (account, days, receiver) -> ofSecond.add(second());
        AccountSync first = first();
        assertThat(first.outcome()).isEqualTo(Outcome.OK);
        assertThat(ofSecond).hasSize(7).allSatisfy(report -> {
            assertThat(report.accounts().get(0).outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(report.accounts().get(0).reason()).contains("another instance is reading this account");
        });
        assertThat(sameCloud.asked).isEmpty();
        assertThat(second().ok()).as("afterwards the account is free").isTrue();
    }

    @Test
    void anAccountWhoseInstanceDiedIsFreeWhenItsLeaseHasExpired() {
        lease("one that died").hold();
        assertThat(first().outcome()).isEqualTo(Outcome.SKIPPED);
        world.clock.advance(LEASE);
        assertThat(first().outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void aSlowOwnerThatWasReplacedStops() {
        cloud.beforeDay = (account, days, receiver) -> {
            if (days.start().equals(day("2026-08-13"))) {
                world.clock.advance(LEASE);
                lease("the other").hold();
            }
        };
        AccountSync first = first();
        assertThat(first.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(first.daysReplaced()).isEqualTo(3);
        assertThat(first.balanced()).isTrue();
    }

    @Test
    void aSlowOwnerAndTheOneThatTookOverLeaveTheBooksRight() {
        cloud.beforeDay = (account, days, receiver) -> {
            if (days.start().equals(day("2026-08-13"))) {
                world.clock.advance(LEASE.multipliedBy(2));
                ofSecond.add(second());
            }
        };
        AccountSync first = first();
        assertThat(ofSecond.get(0).ok()).isTrue();
        assertThat(first.outcome()).as("the other has ended, so it goes on").isEqualTo(Outcome.OK);
        assertThat(world.storedDays(cloud.account("1"))).isEqualTo(WEEK.days().toList());
        assertThat(world.books()).isEqualTo(booksOfOneSync());
    }

    @Test
    void aSlowFetchThatSendsNowAndThenKeepsItsLease() {
        cloud.beforeDay = (account, days, receiver) -> {
            world.clock.advance(LEASE.dividedBy(2));
            ofSecond.add(second());
        };
        assertThat(first().outcome()).isEqualTo(Outcome.OK);
        assertThat(ofSecond).allMatch(report -> report.accounts().get(0).outcome() == Outcome.SKIPPED);
    }

    @Test
    void theLeaseIsGivenBackWhateverHappens() {
        cloud.before = (account, days, receiver) -> {
            throw new IllegalStateException("broken");
        };
        assertThat(first().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(second().ok()).isTrue();
    }

    @Test
    void instancesThatReallyRunAtOnceLeaveTheBooksOfOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 50; round++) {
            World shared = new World();
            List<Future<SyncReport>> reports = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Cloud own = new Cloud("aws", "1").bill("1", WEEK, FINAL);
                reports.add(threads.submit(() -> shared.sync(own).since(WEEK).run()));
            }
            for (Future<SyncReport> report : reports) {
                assertThat(report.get().accounts().get(0).outcome()).isIn(Outcome.OK, Outcome.SKIPPED);
                assertThat(report.get().balanced()).isTrue();
            }
            assertThat(shared.books()).isEqualTo(booksOfOneSync());
        }
        threads.shutdown();
    }

    private AccountSync first() {
        return world.sync(cloud).since(WEEK).run().accounts().get(0);
    }

    private SyncReport second() {
        return world.sync(sameCloud).since(WEEK).run();
    }

    private Lease lease(String owner) {
        return new Lease(
                world.state, StateKeys.of(Tenant.DEFAULT, "lease", cloud.account("1")), owner, LEASE, world.clock);
    }

    private Object booksOfOneSync() {
        World undisturbed = new World();
        undisturbed
                .sync(new Cloud("aws", "1").bill("1", WEEK, FINAL))
                .since(WEEK)
                .run();
        return undisturbed.books();
    }
}
