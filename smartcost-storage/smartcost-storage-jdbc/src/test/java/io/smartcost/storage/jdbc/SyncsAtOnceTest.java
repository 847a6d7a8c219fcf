package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.spi.StateStore;
import io.smartcost.sync.AccountSync;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.GeneratedCosts;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two applications over one database: each has stores, a cache and threads of its own. */
@Timeout(120)
class SyncsAtOnceTest {
    private static final DayRange DAYS = new DayRange(LocalDate.parse("2026-08-11"), LocalDate.parse("2026-08-21"));
    private static final GeneratedCosts COSTS =
            GeneratedCosts.seeded(7).services(4).resources(20);

    /** Two that meet wait a little, and there are many partitions in which to meet. */
    private static final SyncPolicy POLICY =
            SyncPolicy.DEFAULT.retries(20, Duration.ofMillis(5), Duration.ofMinutes(1));

    private final FixedClock clock = FixedClock.at("2026-08-20T01:00:00Z");

    @ParameterizedTest
    @EnumSource
    void that_share_their_state_read_each_account_once_or_one_after_the_other(TestDatabase database) throws Exception {
        DataSource shared = database.fresh();
        List<SyncReport> reports = atOnce(shared, () -> stateOn(shared));

        for (int account = 0; account < COSTS.accounts().size(); account++) {
            AccountSync one = reports.get(0).accounts().get(account);
            AccountSync two = reports.get(1).accounts().get(account);
            assertThat(List.of(one.outcome(), two.outcome()))
                    .as("%s and %s", one, two)
                    .contains(AccountSync.Outcome.OK)
                    .isSubsetOf(AccountSync.Outcome.OK, AccountSync.Outcome.SKIPPED);
            assertThat(one.balanced() && two.balanced()).isTrue();
        }
        assertThatTheBooksAreThoseOf(shared);
    }

    /** Nothing keeps the two apart, and they meet in every partition. */
    @ParameterizedTest
    @EnumSource
    void that_do_not_know_of_each_other_end_with_one_set_of_books(TestDatabase database) throws Exception {
        DataSource shared = database.fresh();
        List<SyncReport> reports = atOnce(shared, () -> new InMemoryStateStore(clock));

        assertThat(reports)
                .allSatisfy(report -> assertThat(report.ok() && report.balanced())
                        .as(report.summary())
                        .isTrue());
        assertThatTheBooksAreThoseOf(shared);
    }

    private StateStore stateOn(DataSource shared) {
        JdbcStateStore state = JdbcStateStore.on(shared, clock);
        state.createIfMissing();
        return state;
    }

    private List<SyncReport> atOnce(DataSource shared, Supplier<StateStore> states) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<SyncReport> instance = () -> {
            start.await();
            return sync(shared, states.get());
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<SyncReport>> both = List.of(threads.submit(instance), threads.submit(instance));
            return List.of(both.get(0).get(), both.get(1).get());
        } finally {
            threads.shutdownNow();
        }
    }

    private SyncReport sync(DataSource shared, StateStore state) {
        JdbcCostStore costs = JdbcCostStore.on(shared);
        costs.createIfMissing();
        try (SmartCost smartCost = SmartCost.builder()
                .provider(COSTS.provider(clock))
                .store(costs)
                .state(state)
                .clock(clock)
                .build()) {
            return smartCost.sync().since(DAYS).policy(POLICY).run();
        }
    }

    private static void assertThatTheBooksAreThoseOf(DataSource shared) {
        Map<String, Map<CostRecord, Integer>> wanted = new HashMap<>();
        for (SourceAccount account : COSTS.accounts()) {
            DAYS.days()
                    .forEach(day -> wanted.put(
                            account + " " + day,
                            counted(COSTS.day(account, day, LocalDate.parse("2026-08-20"))
                                    .orElseThrow()
                                    .records())));
        }
        Map<String, Map<CostRecord, Integer>> found = new HashMap<>();
        JdbcCostStore.on(shared).read(Tenant.DEFAULT, PartitionSelection.of(DAYS), partition -> {
            assertThat(found.put(partition.account() + " " + partition.day(), counted(partition.records())))
                    .as("%s of %s, once", partition.account(), partition.day())
                    .isNull();
        });
        assertThat(found).isEqualTo(wanted);
    }

    private static Map<CostRecord, Integer> counted(Iterable<CostRecord> records) {
        Map<CostRecord, Integer> counts = new HashMap<>();
        records.forEach(record -> counts.merge(record, 1, Integer::sum));
        return counts;
    }
}
