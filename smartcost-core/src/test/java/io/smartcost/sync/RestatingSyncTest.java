package io.smartcost.sync;

import static io.smartcost.model.Completeness.FINAL;
import static io.smartcost.sync.World.day;
import static io.smartcost.sync.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.RestatingCostProvider;
import io.smartcost.spi.RetryableException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Days that a provider says have changed are read again, however final they were. */
class RestatingSyncTest {
    private static final LocalDate OLD = day("2026-03-05");
    private static final DayRange YEAR = days("2026-01-01", "2026-08-21");

    private final World world = new World();
    private final Cloud bill = new Cloud("aws", "1");
    private final Restating cloud = new Restating(bill);

    @Test
    void aSettledDayIsReadAgainIfItWasRestatedAndOnlyThen() {
        bill.bill("1", YEAR, FINAL);
        sync(YEAR);
        restate(OLD, "99");
        bill.asked.clear();
        sync(YEAR);
        assertThat(bill.asked).contains("1 2026-03-05/2026-03-06");
        assertThat(world.books()).isEqualTo(booksOfTheBill());
        bill.asked.clear();
        sync(YEAR);
        assertThat(bill.asked).noneMatch(range -> range.contains("2026-03"));
    }

    @Test
    void whatCouldNotBeReadIsReadTheNextTime() {
        bill.bill("1", YEAR, FINAL);
        sync(YEAR);
        restate(OLD, "99");
        bill.before = (account, range, receiver) -> {
            throw new RetryableException("The cloud is down", (java.time.Duration) null);
        };
        assertThat(world.sync(cloud).since(YEAR).run().ok()).isFalse();
        bill.before = (account, range, receiver) -> {};
        sync(YEAR);
        assertThat(world.books()).isEqualTo(booksOfTheBill());
    }

    @Test
    void whatLiesBeforeTheDaysOfTheSyncIsReadWhenTheyAreAskedFor() {
        bill.bill("1", YEAR, FINAL);
        sync(YEAR);
        restate(OLD, "99");
        sync(days("2026-08-01", "2026-08-21"));
        assertThat(world.books()).isNotEqualTo(booksOfTheBill());
        sync(YEAR);
        assertThat(world.books()).isEqualTo(booksOfTheBill());
    }

    @Test
    void theCallsThatAskingCostsAreCounted() {
        bill.bill("1", YEAR, FINAL);
        cloud.paidCalls = 2;
        assertThat(sync(YEAR).paidCalls()).isEqualTo(2);
        assertThat(world.sync(cloud).since(YEAR).maxPaidCalls(1).run().ok()).isFalse();
    }

    @Test
    void costsAreNotSentWhereNobodyAskedForThem() {
        bill.bill("1", YEAR, FINAL);
        cloud.sends = bill.bill(bill.account("1")).get(0);
        SyncReport report = world.sync(cloud).since(YEAR).run();
        assertThat(report.ok()).isFalse();
        assertThat(report.summary()).contains("broke its contract").contains("2026-01-01");
        assertThat(world.books()).isEmpty();
    }

    static LongStream seeds() {
        Long only = Long.getLong("smartcost.seed");
        return only != null ? LongStream.of(only) : LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsRestatedTheStoreFollows(long seed) {
        Random random = new Random(seed);
        bill.bill("1", YEAR, FINAL);
        sync(YEAR);
        for (int round = 0; round < 6; round++) {
            for (int i = random.nextInt(5); i > 0; i--) {
                restate(YEAR.start().plusDays(random.nextInt(YEAR.length())), String.valueOf(random.nextInt(1_000)));
            }
            if (random.nextBoolean()) {
                sync(new DayRange(YEAR.end().minusDays(1 + random.nextInt(YEAR.length())), YEAR.end()));
            }
            if (random.nextInt(3) == 0) {
                int fails = random.nextInt(3);
                int[] fetches = {0};
                bill.before = (account, range, receiver) -> {
                    if (fetches[0]++ >= fails) {
                        throw new io.smartcost.model.SmartCostException("The cloud refuses");
                    }
                };
                world.sync(cloud).since(YEAR).run();
                bill.before = (account, range, receiver) -> {};
            }
            sync(YEAR);
            assertThat(world.books()).as("seed %s, round %s", seed, round).isEqualTo(booksOfTheBill());
        }
    }

    private void restate(LocalDate day, String amount) {
        bill.bill("1", day, FINAL, amount);
        cloud.changes.add(day);
    }

    private SyncReport sync(DayRange range) {
        SyncReport report = world.sync(cloud).since(range).run();
        assertThat(report.ok()).as(report.summary()).isTrue();
        return report;
    }

    private Object booksOfTheBill() {
        World fresh = new World();
        SyncReport report = fresh.sync(bill).since(YEAR).run();
        assertThat(report.ok()).as(report.summary()).isTrue();
        return fresh.books();
    }

    /** Numbers its changes; the mark is the number of the last. */
    private static final class Restating implements RestatingCostProvider {
        final List<LocalDate> changes = new ArrayList<>();
        int paidCalls;

        @Nullable
        CostPartition sends;

        private final Cloud cloud;

        Restating(Cloud cloud) {
            this.cloud = cloud;
        }

        @Override
        public Restated restatedSince(SourceAccount account, @Nullable String since, CostReceiver receiver) {
            for (int i = 0; i < paidCalls; i++) {
                receiver.paidCall();
            }
            if (sends != null) {
                receiver.partition(sends);
            }
            Set<LocalDate> days = new HashSet<>();
            if (since != null) {
                days.addAll(changes.subList(Integer.parseInt(since), changes.size()));
            }
            return new Restated(days, String.valueOf(changes.size()));
        }

        @Override
        public String name() {
            return cloud.name();
        }

        @Override
        public List<SourceAccount> accounts() {
            return cloud.accounts();
        }

        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            cloud.fetch(account, days, receiver);
        }
    }
}
