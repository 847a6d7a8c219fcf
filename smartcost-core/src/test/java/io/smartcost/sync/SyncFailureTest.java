package io.smartcost.sync;

import static io.smartcost.model.Completeness.FINAL;
import static io.smartcost.sync.World.day;
import static io.smartcost.sync.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import io.smartcost.sync.AccountSync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong at a provider, and what then does not. */
class SyncFailureTest {
    private static final DayRange WEEK = days("2026-08-10", "2026-08-17");

    private final World world = new World();
    private final Cloud cloud =
            new Cloud("aws", "1", "2").bill("1", WEEK, FINAL).bill("2", WEEK, FINAL);

    @Test
    void oneFailingAccountDoesNotStopTheOthers() {
        cloud.before = onlyOf("1", receiver -> {
            throw new SmartCostException("the role may not read costs; grant it ce:GetCostAndUsage");
        });
        SyncReport report = sync();
        assertThat(report.ok()).isFalse();
        assertThat(account("1", report).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(account("1", report).reason()).isEqualTo("the role may not read costs; grant it ce:GetCostAndUsage");
        assertThat(account("1", report).missing()).containsExactly(WEEK);
        assertThat(account("2", report).outcome()).isEqualTo(Outcome.OK);
        assertThat(world.storedDays(cloud.account("2"))).hasSize(7);
        assertThat(cloud.asked).as("what is final is not tried again").hasSize(2);
    }

    @Test
    void anErrorOfOneAccountDoesNotStopTheOthers() {
        cloud.before = onlyOf("1", receiver -> {
            throw new StackOverflowError("deep");
        });
        SyncReport report = sync();
        assertThat(account("1", report).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(account("1", report).reason()).contains("StackOverflowError");
        assertThat(account("2", report).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void afterARetryEachDayAndEachRowCountsOnceAndEachPaidCallCounts() {
        AtomicInteger tries = new AtomicInteger();
        cloud.before = onlyOf("1", receiver -> {
            receiver.paidCall();
            receiver.refused(new Refusal("page", 0, null, "no currency"));
        });
        cloud.beforeDay = (account, days, receiver) -> {
            if (days.start().equals(day("2026-08-14")) && account.id().equals("1") && tries.incrementAndGet() < 3) {
                throw new RetryableException("connection reset", (Duration) null);
            }
        };
        SyncReport report = sync();
        AccountSync account = account("1", report);
        assertThat(account.outcome()).isEqualTo(Outcome.OK);
        assertThat(account.daysReplaced()).isEqualTo(7);
        assertThat(account.sent().records()).isEqualTo(7);
        assertThat(account.refused()).isEqualTo(1);
        assertThat(account.paidCalls()).isEqualTo(3);
        assertThat(world.storedDays(cloud.account("1"))).isEqualTo(WEEK.days().toList());
    }

    @Test
    void theServersOwnWaitIsHonoured() {
        AtomicBoolean throttled = new AtomicBoolean();
        cloud.before = onlyOf("1", receiver -> {
            if (throttled.compareAndSet(false, true)) {
                throw new RetryableException("429", Duration.ofSeconds(77));
            }
        });
        Instant start = world.clock.instant();
        assertThat(sync().ok()).isTrue();
        assertThat(Duration.between(start, world.clock.instant()))
                .isBetween(Duration.ofSeconds(77), Duration.ofSeconds(79));
    }

    @Test
    void triesEndAndWhatArrivedIsKept() {
        cloud.beforeDay = (account, days, receiver) -> {
            if (days.start().equals(day("2026-08-14"))) {
                throw new RetryableException("503", (Duration) null);
            }
        };
        SyncReport report = sync();
        assertThat(report.accounts()).allMatch(account -> account.outcome() == Outcome.FAILED);
        assertThat(account("1", report).reason()).contains("503", "5 tries");
        assertThat(account("1", report).daysReplaced()).isEqualTo(4);
        assertThat(account("1", report).missing()).containsExactly(days("2026-08-14", "2026-08-17"));
        assertThat(report.balanced()).isTrue();
        assertThat(world.storedDays(cloud.account("1"))).hasSize(4);
        assertThat(cloud.asked).hasSize(10);
    }

    @Test
    void daysThatArrivedBeforeAFailureAreNotPaidForAgain() {
        Cloud july = new Cloud("aws", "1").bill("1", days("2026-07-01", "2026-07-11"), FINAL);
        july.beforeDay = (account, days, receiver) -> {
            receiver.paidCall();
        };
        Sync sync = world.sync(july).since(days("2026-07-01", "2026-07-11")).maxPaidCalls(4);
        for (int i = 0; i < 3; i++) {
            sync.run();
        }
        assertThat(world.storedDays(july.account("1"))).hasSize(10);
    }

    @Test
    void theCapOnPaidCallsIsThatOfAllAccountsAndFreeOnesGoOn() {
        Cloud free = new Cloud("files", "x").bill("x", WEEK, FINAL);
        cloud.beforeDay = (account, days, receiver) -> receiver.paidCall();
        SyncReport report = world.sync(cloud, free).since(WEEK).maxPaidCalls(9).run();
        assertThat(report.paidCalls()).isEqualTo(9);
        assertThat(account("1", report).outcome()).isEqualTo(Outcome.OK);
        assertThat(account("2", report).outcome()).isEqualTo(Outcome.PAID_CALLS_EXHAUSTED);
        assertThat(account("2", report).reason()).contains("cap of 9 paid calls");
        assertThat(account("2", report).daysReplaced()).isEqualTo(2);
        assertThat(account("2", report).missing()).containsExactly(days("2026-08-12", "2026-08-17"));
        assertThat(report.accounts()).last().matches(account -> account.outcome() == Outcome.OK);
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void aProviderThatSwallowsTheCapGetsNoFurther() {
        cloud.beforeDay = (account, days, receiver) -> {
            try {
                receiver.paidCall();
            } catch (SmartCostException e) {
                // goes on as if nothing had happened
            }
        };
        SyncReport report = world.sync(cloud).since(WEEK).maxPaidCalls(0).run();
        assertThat(report.accounts()).allMatch(account -> account.outcome() == Outcome.PAID_CALLS_EXHAUSTED);
        assertThat(report.paidCalls()).isZero();
        assertThat(world.books()).isEmpty();
    }

    @Test
    void aCancelledSyncEndsBetweenTwoPartitionsAndTheNextOneGoesOn() {
        AtomicInteger days = new AtomicInteger();
        cloud.beforeDay = (account, range, receiver) -> days.incrementAndGet();
        SyncReport report =
                world.sync(cloud).since(WEEK).cancelWhen(() -> days.get() > 3).run();
        assertThat(report.accounts()).allMatch(account -> account.outcome() == Outcome.CANCELLED);
        assertThat(report.daysReplaced()).isEqualTo(3);
        assertThat(report.balanced()).isTrue();
        assertThat(sync().ok()).isTrue();
        assertThat(world.storedDays(cloud.account("2"))).hasSize(7);
    }

    @Test
    void aSyncIsCancelledWhileItWaits() {
        AtomicBoolean stop = new AtomicBoolean();
        cloud.before = (account, range, receiver) -> {
            stop.set(true);
            throw new RetryableException("429", Duration.ofSeconds(200));
        };
        Instant start = world.clock.instant();
        SyncReport report = world.sync(cloud).since(WEEK).cancelWhen(stop::get).run();
        assertThat(report.accounts()).allMatch(account -> account.outcome() == Outcome.CANCELLED);
        assertThat(world.clock.instant()).isEqualTo(start);
    }

    @Test
    void aProviderThatCannotTellItsAccountsIsReportedAndTheOthersGoOn() {
        CostProvider closed = new Failing();
        SyncReport report = world.sync(closed, cloud).since(WEEK).run();
        assertThat(report.unlisted()).containsExactly(Map.entry("azure", "sign in again"));
        assertThat(report.ok()).isFalse();
        assertThat(account("1", report).outcome()).isEqualTo(Outcome.OK);
        assertThat(report.summary()).contains("azure: its accounts are not known (sign in again)");
    }

    @Test
    void aProviderThatBreaksItsContractIsRefused() {
        assertThat(reasonIfSent(partition("1", "2026-08-12", "2026-08-13")))
                .contains("partition of 2026-08-12 has a record that begins on 2026-08-13");
        assertThat(reasonIfSent(partition("1", "2026-08-17", "2026-08-17")))
                .contains("asked for 2026-08-10/2026-08-17 and sent 2026-08-17");
        assertThat(reasonIfSent(partition("2", "2026-08-12", "2026-08-12")))
                .contains("asked for aws/1 and sent costs of aws/2");
        assertThat(reasonIfSent(partition("1", "2026-08-12", "2026-08-12"), partition("1", "2026-08-12", "2026-08-12")))
                .contains("sent 2026-08-12 twice");
    }

    @Test
    void anAccountOfAnotherProviderIsRefused() {
        CostProvider liar = new Failing() {
            @Override
            public List<SourceAccount> accounts() {
                return List.of(new SourceAccount("gcp", "9"));
            }
        };
        AccountSync account = world.sync(liar).since(WEEK).run().accounts().get(0);
        assertThat(account.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(account.reason()).contains("'azure'", "it told an account of 'gcp'");
    }

    @Test
    @Timeout(30)
    void aFetchThatHangsEndsAndTheOtherAccountsDoNotWaitForIt() {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch never = new CountDownLatch(1);
        world.executor = threads;
        cloud.beforeDay = (account, days, receiver) -> {
            if (account.id().equals("1") && days.start().equals(day("2026-08-12"))) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new RetryableException("interrupted", e);
                }
            }
        };
        SyncPolicy policy = SyncPolicy.DEFAULT.timePerAccount(Duration.ofMillis(200));
        SyncReport report = world.sync(cloud).policy(policy).since(WEEK).run();
        threads.shutdownNow();
        assertThat(account("1", report).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(account("1", report).reason()).contains("had not ended after PT0.2S");
        assertThat(account("1", report).daysReplaced()).isEqualTo(2);
        assertThat(account("2", report).outcome()).isEqualTo(Outcome.OK);
        cloud.beforeDay = (account, days, receiver) -> {};
        world.executor = Runnable::run;
        assertThat(sync().ok()).as("the lease was given back").isTrue();
    }

    private String reasonIfSent(CostPartition... partitions) {
        Cloud one = new Cloud("aws", "1");
        one.after = (account, days, receiver) -> List.of(partitions).forEach(receiver::partition);
        World fresh = new World();
        AccountSync account = fresh.sync(one).since(WEEK).run().accounts().get(0);
        assertThat(account.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fresh.books()).hasSizeLessThan(partitions.length);
        assertThat(account.reason()).contains("The provider 'aws' broke its contract");
        return account.reason();
    }

    private static CostPartition partition(String account, String day, String recordsDay) {
        return new CostPartition(
                new SourceAccount("aws", account), day(day), FINAL, List.of(Cloud.record(day(recordsDay), "1")));
    }

    private static Cloud.Interruption onlyOf(String id, Consumer<CostReceiver> what) {
        return (account, days, receiver) -> {
            if (account.id().equals(id)) {
                what.accept(receiver);
            }
        };
    }

    private SyncReport sync() {
        return world.sync(cloud).since(WEEK).run();
    }

    private AccountSync account(String id, SyncReport report) {
        return report.accounts().stream()
                .filter(account -> account.account().equals(cloud.account(id)))
                .findFirst()
                .orElseThrow();
    }

    /** Cannot sign in. */
    private static class Failing implements CostProvider {
        @Override
        public String name() {
            return "azure";
        }

        @Override
        public List<SourceAccount> accounts() {
            throw new SmartCostException("sign in again");
        }

        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            throw new AssertionError("nobody should ask");
        }
    }
}
