package io.smartcost.sync;

import static io.smartcost.model.Completeness.ESTIMATED;
import static io.smartcost.model.Completeness.FINAL;
import static io.smartcost.sync.World.day;
import static io.smartcost.sync.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.spi.RetryableException;
import io.smartcost.sync.AccountSync.Outcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Stores that are broken or out of reach: whatever they do, a report that says the books balance is right. */
class SyncBalanceTest {
    private static final DayRange THREE_DAYS = days("2026-08-10", "2026-08-13");

    private final World world = new World();
    private final Cloud cloud = new Cloud("aws", "1")
            .bill("1", day("2026-08-10"), FINAL, "1", "0")
            .bill("1", day("2026-08-11"), FINAL, "2.000000000000000000000000000001", "3")
            .bill("1", day("2026-08-12"), FINAL, "4");

    @Test
    void aStoreThatLosesARecordIsFoundOut() {
        AccountSync account = syncInto(records -> records.size() < 2 ? records : records.subList(1, records.size()));
        assertThat(account.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(account.balanced()).isFalse();
        assertThat(account.reason())
                .contains("do not balance on 2026-08-10", "2 records; EUR: BILLED 1", "1 records; EUR: BILLED 0");
        assertThat(account.toString()).contains("BUT STORED");
    }

    @Test
    void aStoreThatRoundsIsFoundOut() {
        AccountSync account = syncInto(records -> change(records, amount -> amount.round(MathContext.DECIMAL128)));
        assertThat(account.balanced()).as("34 digits are enough").isTrue();
        account = syncInto(records -> change(records, amount -> new BigDecimal(amount.doubleValue())));
        assertThat(account.balanced()).isFalse();
        assertThat(account.reason()).contains("2026-08-11", "BILLED 5.000000000000000000000000000001");
    }

    @Test
    void aStoreThatKeepsTheOldPartitionIsFoundOut() {
        world.sync(cloud).since(THREE_DAYS).run();
        cloud.bill("1", day("2026-08-12"), FINAL, "5");
        world.costs = new ForwardingStore(world.costs) {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {}
        };
        AccountSync account = sync(SyncPolicy.DEFAULT);
        assertThat(account.balanced()).isFalse();
        assertThat(account.reason()).contains("2026-08-12");
    }

    @Test
    void aStoreThatForgetsTheCompletenessIsFoundOut() {
        world.costs = new ForwardingStore(world.costs) {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {
                super.replace(
                        tenant,
                        new CostPartition(partition.account(), partition.day(), ESTIMATED, partition.records()));
            }
        };
        assertThat(sync(SyncPolicy.DEFAULT).reason()).contains("(FINAL)", "(ESTIMATED)");
    }

    @Test
    void aDayThatDidNotBalanceIsReadAgain() {
        syncInto(records -> List.of());
        world.costs = new InMemoryCostStore();
        assertThat(sync(SyncPolicy.DEFAULT).balanced()).isTrue();
        assertThat(world.storedDays(cloud.account("1"))).hasSize(3);
    }

    @Test
    void aProviderWhoseRecordsCanBeReadOnlyOnceIsFoundOutWhereTheyAreReadTwice() {
        AccountSync account = syncOnce(6_000);
        assertThat(account.balanced()).isFalse();
        assertThat(account.reason()).contains("differ from one iteration to the next");
        assertThat(syncOnce(5_000).balanced()).as("so few are read once only").isTrue();
    }

    private AccountSync syncOnce(int count) {
        Cloud once = new Cloud("aws", "1");
        once.after = (account, days, receiver) -> {
            Iterator<CostRecord> records = Collections.nCopies(count, Cloud.record(day("2026-08-10"), "1"))
                    .iterator();
            receiver.partition(new CostPartition(account, day("2026-08-10"), FINAL, () -> records));
        };
        return world.sync(once).since(THREE_DAYS).run().accounts().get(0);
    }

    @Test
    void aStoreThatIsBusyIsTriedAgainWithoutAskingTheProviderAgain() {
        AtomicInteger calls = new AtomicInteger();
        world.costs = new ForwardingStore(world.costs) {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {
                busyEverySecondTime();
                super.replace(tenant, partition);
            }

            @Override
            public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
                super.read(tenant, selection, reader);
                busyEverySecondTime();
            }

            private void busyEverySecondTime() {
                if (calls.incrementAndGet() % 2 == 1) {
                    throw new RetryableException("deadlock", (Duration) null);
                }
            }
        };
        AccountSync account = sync(SyncPolicy.DEFAULT);
        assertThat(account.outcome()).isEqualTo(Outcome.OK);
        assertThat(account.balanced()).isTrue();
        assertThat(account.sent().records()).isEqualTo(5);
        assertThat(cloud.asked).hasSize(1);
    }

    @Test
    void aStoreThatStaysOutOfReachEndsTheAccountAndNothingIsClaimed() {
        world.costs = new ForwardingStore(world.costs) {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {
                throw new RetryableException("connection refused", (Duration) null);
            }
        };
        AccountSync account = sync(SyncPolicy.DEFAULT);
        assertThat(account.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(account.reason()).contains("Could not store aws/1 of 2026-08-10 in 5 tries: connection refused");
        assertThat(account.daysReplaced()).isZero();
        assertThat(account.sent()).isEqualTo(CostSums.NONE);
        assertThat(cloud.asked)
                .as("a broken store is no reason to pay the provider again")
                .hasSize(1);
    }

    @Test
    void whatCannotBeReadBackIsNotBalanced() {
        world.costs = new ForwardingStore(world.costs) {
            @Override
            public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
                throw new SmartCostException("disk failure");
            }
        };
        AccountSync account = sync(SyncPolicy.DEFAULT);
        assertThat(account.balanced()).isFalse();
        assertThat(account.sent().sum("EUR", CostMetric.BILLED)).isEqualByComparingTo("1");
        assertThat(account.stored()).isEqualTo(CostSums.NONE);
    }

    private AccountSync syncInto(UnaryOperator<List<CostRecord>> fault) {
        CostStore good = new InMemoryCostStore();
        world.costs = new ForwardingStore(good) {
            @Override
            public void replace(Tenant tenant, CostPartition partition) {
                List<CostRecord> records = new ArrayList<>();
                partition.records().forEach(records::add);
                super.replace(
                        tenant,
                        new CostPartition(
                                partition.account(), partition.day(), partition.completeness(), fault.apply(records)));
            }
        };
        return sync(SyncPolicy.DEFAULT);
    }

    private AccountSync sync(SyncPolicy policy) {
        return world.sync(cloud)
                .policy(policy)
                .since(THREE_DAYS)
                .run()
                .accounts()
                .get(0);
    }

    private static List<CostRecord> change(List<CostRecord> records, UnaryOperator<BigDecimal> change) {
        return records.stream()
                .map(record -> record.toBuilder()
                        .cost(CostMetric.BILLED, change.apply(record.cost(CostMetric.BILLED)))
                        .build())
                .toList();
    }
}
