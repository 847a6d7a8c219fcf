package io.smartcost.sync;

import static io.smartcost.model.Completeness.FINAL;
import static io.smartcost.sync.World.day;
import static io.smartcost.sync.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.Tenant;
import io.smartcost.spi.RetryableException;
import io.smartcost.sync.AccountSync.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A day is stored while the provider is at the next one, or as soon as there is a thread for it. */
@Timeout(30)
class StoringBehindTest {
    private static final DayRange THREE_DAYS = days("2026-08-10", "2026-08-13");

    private final World world = new World();
    private final Cloud cloud = new Cloud("aws", "1").bill("1", THREE_DAYS, FINAL);

    @Test
    void theProviderGoesOnWhileADayIsStored() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        world.executor = threads;
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch atTheSecondDay = new CountDownLatch(1);
        cloud.beforeDay = (account, days, receiver) -> {
            if (days.start().equals(day("2026-08-11"))) {
                await(storing);
                atTheSecondDay.countDown();
            }
        };
        world.costs = new ForwardingStore(world.costs) {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {
                storing.countDown();
                await(atTheSecondDay);
                super.replace(tenant, partition);
            }
        };
        AccountSync account = sync();
        threads.shutdownNow();
        assertThat(account.outcome()).isEqualTo(Outcome.OK);
        assertThat(account.daysReplaced()).isEqualTo(3);
    }

    @Test
    void withoutAnotherThreadAllIsStoredAsWell() {
        world.executor = noThreadButTheCallers();
        assertThat(sync().outcome()).isEqualTo(Outcome.OK);
        assertThat(world.storedDays(cloud.account("1"))).hasSize(3);
    }

    @Test
    void aDayThatIsNotStoredWhenTheSyncIsCancelledStaysOut() {
        world.executor = noThreadButTheCallers();
        AtomicBoolean cancelled = new AtomicBoolean();
        cloud.after = (account, days, receiver) -> cancelled.set(true);
        AccountSync account = world.sync(cloud)
                .since(THREE_DAYS)
                .cancelWhen(cancelled::get)
                .run()
                .accounts()
                .get(0);
        assertThat(account.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(world.storedDays(cloud.account("1"))).hasSize(2);
        assertThat(account.missing()).containsExactly(DayRange.of(day("2026-08-12")));
    }

    /** The provider asks whether it may go on while the state store is out of reach, and so does the step behind it. */
    @Test
    void aStepThatWaitedForTheLeaseAsksAgainWhetherToGoOn() {
        world.executor = noThreadButTheCallers();
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        cloud.after = (account, days, receiver) -> over.set(true);
        AccountSync account = world.sync(cloud)
                .since(THREE_DAYS)
                // Told to stop at the second question of the last step: the one after the lease.
                .cancelWhen(() -> over.get() && asked.incrementAndGet() > 1)
                .run()
                .accounts()
                .get(0);
        assertThat(account.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(world.storedDays(cloud.account("1"))).hasSize(2);
    }

    @Test
    void whatTheStoreSaysIsToldThoughTheSyncHadToStop() {
        world.executor = noThreadButTheCallers();
        fullDisk();
        cloud.beforeDay = (account, days, receiver) -> {
            if (!days.start().equals(THREE_DAYS.start())) {
                receiver.paidCall();
            }
        };
        AccountSync account = world.sync(cloud)
                .since(THREE_DAYS)
                .maxPaidCalls(0)
                .run()
                .accounts()
                .get(0);
        assertThat(account.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(account.reason()).contains("the disk is full");
    }

    @Test
    void anErrorOfTheProviderIsToldThoughTheStoreFailsAsWell() {
        world.executor = noThreadButTheCallers();
        fullDisk();
        cloud.beforeDay = (account, days, receiver) -> {
            if (!days.start().equals(THREE_DAYS.start())) {
                throw new StackOverflowError("deep");
            }
        };
        AccountSync account = sync();
        assertThat(account.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(account.reason()).contains("StackOverflowError");
    }

    @Test
    void whatTheProviderThrewStaysBesideWhatTheStoreThrew() {
        world.executor = noThreadButTheCallers();
        SmartCostException full = fullDisk();
        SmartCostException corrupt = new SmartCostException("the bill is corrupt");
        cloud.beforeDay = (account, days, receiver) -> {
            if (!days.start().equals(THREE_DAYS.start())) {
                throw corrupt;
            }
        };
        assertThat(sync().reason()).contains("the disk is full");
        assertThat(full.getSuppressed()).contains(corrupt);
    }

    /** The provider never sends a second day, only makes paid calls. */
    @Test
    void noMorePaidCallsAreMadeOnceTheStoreHasFailed() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        world.executor = threads;
        fullDisk();
        cloud.beforeDay = (account, days, receiver) -> {
            while (!days.start().equals(THREE_DAYS.start())) {
                receiver.paidCall();
            }
        };
        AccountSync account = world.sync(cloud)
                .since(THREE_DAYS)
                .maxPaidCalls(Long.MAX_VALUE)
                .run()
                .accounts()
                .get(0);
        threads.shutdownNow();
        assertThat(account.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(account.reason()).contains("the disk is full");
    }

    /** The large one is stored by the thread that reads, which has to wait for the other. */
    @Test
    void aLargeDayIsStoredAfterTheSmallOneBeforeIt() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        world.executor = threads;
        List<CostRecord> records = Collections.nCopies(6_000, Cloud.record(day("2026-08-11"), "1"));
        CountDownLatch largeIsRead = new CountDownLatch(1);
        CountDownLatch two = new CountDownLatch(2);
        cloud.before = (account, days, receiver) -> {
            receiver.partition(cloud.bill(account).get(0));
            receiver.partition(new CostPartition(account, day("2026-08-11"), FINAL, () -> {
                largeIsRead.countDown();
                return records.iterator();
            }));
            throw new SmartCostException("that was all");
        };
        AtomicBoolean together = new AtomicBoolean();
        world.costs = new ForwardingStore(world.costs) {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {
                two.countDown();
                if (partition.day().equals(day("2026-08-10"))) {
                    await(largeIsRead);
                    together.set(await(two, Duration.ofMillis(200)));
                }
                super.replace(tenant, partition);
            }
        };
        sync();
        threads.shutdownNow();
        assertThat(together).isFalse();
        assertThat(world.storedDays(cloud.account("1"))).hasSize(2);
    }

    @Test
    void anErrorOfTheStoreEndsTheAccount() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        world.executor = threads;
        world.costs = new ForwardingStore(world.costs) {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {
                throw new StackOverflowError("deep");
            }
        };
        AccountSync account = sync();
        threads.shutdownNow();
        assertThat(account.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(account.reason()).contains("StackOverflowError");
        assertThat(account.missing()).containsExactly(THREE_DAYS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new RetryableException("interrupted", e);
        }
    }

    private static boolean await(CountDownLatch latch, Duration atMost) {
        try {
            return latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new RetryableException("interrupted", e);
        }
    }

    private SmartCostException fullDisk() {
        SmartCostException full = new SmartCostException("the disk is full");
        world.costs = new ForwardingStore(world.costs) {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {
                throw full;
            }
        };
        return full;
    }

    /** The listing and the account run; for what is handed on there is never a thread. */
    private static Executor noThreadButTheCallers() {
        AtomicInteger works = new AtomicInteger();
        return work -> {
            if (works.getAndIncrement() < 2) {
                work.run();
            }
        };
    }

    private AccountSync sync() {
        return world.sync(cloud).since(THREE_DAYS).run().accounts().get(0);
    }
}
