package io.smartcost.sync;

import static io.smartcost.sync.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.StateStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Days pass, the cloud restates, and syncs run while everything fails; two instances take turns. After one clean sync the books are
 * those of an undisturbed one. A run is repeated with {@code -Dsmartcost.seed=N}; two of three have threads, one too few or enough, and
 * what these do at the same time differs from run to run.
 */
class SyncFaultsTest {
    private static final DayRange ASKED = days("2026-07-20", "2027-01-01");
    private static final SyncPolicy POLICY = SyncPolicy.DEFAULT.restatedDays(4).longestRange(5);

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

    private static final ExecutorService ONE_THREAD = Executors.newFixedThreadPool(1);

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
        ONE_THREAD.shutdownNow();
    }

    static LongStream seeds() {
        Long one = Long.getLong("smartcost.seed");
        return one == null ? LongStream.range(0, 120) : LongStream.of(one);
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void theBooksAreThoseOfAnUndisturbedSync(long seed) {
        Random random = new Random(seed);
        World world = new World();
        if (seed % 3 != 0) {
            world.executor = seed % 3 == 1 ? THREADS : ONE_THREAD;
        }
        Faults faults = new Faults(random, world.clock);
        CostStore costs = new InMemoryCostStore();
        StateStore state = new InMemoryStateStore(world.clock);
        Cloud cloud = new Cloud("aws", "1", "2");
        LocalDate billed = bill(cloud, random, ASKED.start().minusDays(1), world.clock.today());

        for (int i = 0; i < 6; i++) {
            faults.live(0.002 + 0.1 * random.nextDouble());
            world.costs = faults.around(costs);
            world.state = faults.around(state);
            SyncReport report = sync(world, faults, cloud, random);
            assertThat(report.accounts())
                    .as("smartcost.seed=%d", seed)
                    .allMatch(account -> account.outcome() != AccountSync.Outcome.OK || account.balanced());
            world.clock.advance(Duration.ofHours(random.nextInt(72)));
            billed = bill(cloud, random, billed, world.clock.today());
        }

        world.clock.advance(POLICY.lease());
        bill(cloud, random, billed, world.clock.today());
        world.costs = costs;
        world.state = state;
        SyncReport clean = world.sync(cloud).policy(POLICY).since(ASKED).run();
        assertThat(clean.ok()).as("%s", clean).isTrue();
        assertThat(clean.balanced()).isTrue();

        World undisturbed = new World();
        undisturbed.clock.advance(Duration.between(undisturbed.clock.instant(), world.clock.instant()));
        undisturbed.sync(cloud).policy(POLICY).since(ASKED).run();
        assertThat(world.differences(undisturbed)).as("smartcost.seed=%d", seed).isEmpty();
    }

    private static SyncReport sync(World world, Faults faults, Cloud cloud, Random random) {
        return world.sync(faults.around(cloud))
                .policy(POLICY)
                .since(ASKED)
                .cancelWhen(() -> random.nextInt(200) == 0)
                .run();
    }

    /** Bills the new days and, at random, the days that the cloud may still restate; what is older it has promised not to change. */
    private static LocalDate bill(Cloud cloud, Random random, LocalDate billedUntil, LocalDate today) {
        LocalDate firstToChange = today.minusDays(POLICY.restatedDays() - 2L);
        for (String account : new String[] {"1", "2"}) {
            for (LocalDate day = ASKED.start(); !day.isAfter(today); day = day.plusDays(1)) {
                if (day.isAfter(billedUntil) || !day.isBefore(firstToChange) && random.nextBoolean()) {
                    String[] amounts = new String[random.nextInt(4)];
                    for (int i = 0; i < amounts.length; i++) {
                        amounts[i] = random.nextInt(1_000) + "." + random.nextInt(1_000_000);
                    }
                    cloud.bill(account, day, Completeness.values()[random.nextInt(3)], amounts);
                }
            }
        }
        return today;
    }
}
