package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.DayRange;
import io.smartcost.spi.CostStore;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.GeneratedCosts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwoInstancesTest {
    private static final DayRange DAYS = new DayRange(LocalDate.parse("2026-08-11"), LocalDate.parse("2026-08-21"));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-08-20T01:00:00Z"), ZoneOffset.UTC);

    /** Each with a state of its own, so that no lease keeps them apart. */
    private static SyncReport sync(CostStore store) {
        GeneratedCosts generated = GeneratedCosts.seeded(7).services(3).resources(3);
        try (SmartCost smartCost = SmartCost.builder()
                .tenant(Days.TENANT)
                .provider(generated.provider(CLOCK))
                .store(store)
                .state(new InMemoryStateStore(CLOCK))
                .clock(CLOCK)
                .executor(Runnable::run)
                .build()) {
            return smartCost.sync().since(DAYS).run();
        }
    }

    @ParameterizedTest
    @EnumSource
    void thatSyncTheSameAccountsAtOnceEndWithOneSetOfBooks(TestDatabase kind) throws Exception {
        InMemoryCostStore alone = new InMemoryCostStore();
        assertThat(sync(alone).ok()).isTrue();
        DataSource database = kind.fresh();
        JdbcCostStore.on(database).createIfMissing();
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<SyncReport>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return sync(JdbcCostStore.on(database));
                }));
            }
            for (Future<SyncReport> one : running) {
                assertThat(one.get().balanced()).as(one.get().toString()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Days.books(JdbcCostStore.on(database), Days.TENANT, DAYS))
                .isNotEmpty()
                .isEqualTo(Days.books(alone, Days.TENANT, DAYS));
    }
}
