package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.aggregate.HotCostStore;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Measure;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.PartitionSelection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The engine in front of a store that cannot aggregate, with room for all days. */
class HotCostStoreTest extends AggregatingCostStoreContract {
    private static final int RECORDS = 500;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FixedClock clock = FixedClock.at("2026-08-01T12:00:00Z");

    @Override
    protected AggregatingCostStore emptyStore() {
        return hot(new SmallestCostStore(), 100_000_000);
    }

    private HotCostStore hot(CostStore behind, long budget) {
        return new HotCostStore(behind, ColumnarEngine.create(), budget, Runnable::run, clock, MINUTE);
    }

    @Test
    void aQueryOfLoadedDaysNeverTouchesTheStoreBehind() {
        AtomicInteger calls = new AtomicInteger();
        HotCostStore hot = hot(
                new MappingCostStore() {
                    @Override
                    PartitionSelection selection(PartitionSelection selection) {
                        calls.incrementAndGet();
                        return selection;
                    }
                },
                1_000_000);
        hot.replace(ACME, partition(FRIDAY, cost(FRIDAY, "1")));
        CostQuery week = CostQuery.of(ACME, new DayRange(FRIDAY, FRIDAY.plusDays(7)));
        assertThat(hot.aggregate(week).rows()).hasSize(1);
        int before = calls.get();
        assertThat(before).as("reads and lists").isPositive();

        hot.aggregate(week.groupBy(CostDimension.SERVICE));
        hot.aggregate(week.measure(Measure.RECORDS));

        assertThat(calls.get()).isEqualTo(before);
    }

    @Test
    void whatOthersChangeIsSeenWhenTheTimeIsOver() {
        InMemoryCostStore shared = new InMemoryCostStore();
        HotCostStore hot = hot(shared, 1_000_000);
        LocalDate saturday = FRIDAY.plusDays(1);
        hot.replace(ACME, partition(FRIDAY, cost(FRIDAY, "1")));
        hot.replace(ACME, partition(saturday, cost(saturday, "2")));
        CostQuery both = CostQuery.of(ACME, new DayRange(FRIDAY, FRIDAY.plusDays(2)));
        assertThat(hot.aggregate(both)).isEqualTo(shared.aggregate(both));
        CostTable earlier = shared.aggregate(both);

        shared.replace(ACME, partition(FRIDAY, cost(FRIDAY, "5")));
        assertThat(hot.aggregate(both)).as("too early").isEqualTo(earlier);
        clock.advance(MINUTE.plusSeconds(1));
        assertThat(hot.aggregate(both)).isEqualTo(shared.aggregate(both)).isNotEqualTo(earlier);
        assertThat(hot.daysInMemory(ACME)).as("loaded again").isEqualTo(2);

        shared.drop(ACME, PartitionSelection.of(DayRange.of(saturday)));
        clock.advance(MINUTE.plusSeconds(1));
        assertThat(hot.aggregate(both)).isEqualTo(shared.aggregate(both));
    }

    @Test
    void theOldestDaysLeaveAndTheStoreBehindAnswersForThem() {
        InMemoryCostStore behind = new InMemoryCostStore();
        HotCostStore hot = hot(behind, 300_000);
        DayRange year = new DayRange(FRIDAY, FRIDAY.plusDays(60));
        year.days().forEach(day -> hot.replace(ACME, full(day)));

        for (LocalDate day = year.start(); day.isBefore(year.end()); day = day.plusDays(1)) {
            CostQuery one = CostQuery.of(ACME, DayRange.of(day)).groupBy(CostDimension.RESOURCE);
            assertThat(hot.aggregate(one)).isEqualTo(behind.aggregate(one));
        }
        assertThat(hot.daysInMemory(ACME)).as("some days, not all").isBetween(1, 59);

        CostQuery all = CostQuery.of(ACME, year).measure(Measure.distinct(CostDimension.RESOURCE));
        assertThat(hot.aggregate(all)).isEqualTo(behind.aggregate(all));
        LocalDate newest = year.end().minusDays(1);
        hot.replace(ACME, partition(newest, cost(newest, "7")));
        CostQuery last = CostQuery.of(ACME, DayRange.of(newest));
        assertThat(hot.aggregate(last).rows().get(0).value()).isEqualByComparingTo("7");
    }

    @Test
    void aTenantThatCameFirstDoesNotKeepTheMemoryFromTheNext() {
        Tenant next = new Tenant("next");
        HotCostStore hot = hot(new SmallestCostStore(), 300_000);
        // More than there is memory for.
        DayRange days = new DayRange(FRIDAY, FRIDAY.plusDays(120));
        days.days().forEach(day -> {
            hot.replace(ACME, full(day));
            hot.replace(next, full(day));
        });
        for (LocalDate day = days.start(); day.isBefore(days.end()); day = day.plusDays(1)) {
            hot.aggregate(CostQuery.of(ACME, DayRange.of(day)));
        }
        int before = hot.daysInMemory(ACME);

        CostTable answer = hot.aggregate(CostQuery.of(next, DayRange.of(FRIDAY)));

        assertThat(answer.rows()).hasSize(1);
        assertThat(hot.daysInMemory(next)).isEqualTo(1);
        assertThat(hot.daysInMemory(ACME)).isBetween(1, before - 1);
    }

    @Test
    void whereThereIsMemoryNoTenantTakesItFromAnother() {
        HotCostStore hot = hot(new SmallestCostStore(), 100_000_000);
        DayRange month = new DayRange(FRIDAY, FRIDAY.plusDays(30));
        month.days().forEach(day -> hot.replace(ACME, full(day)));
        hot.aggregate(CostQuery.of(ACME, month));
        assertThat(hot.daysInMemory(ACME)).isEqualTo(30);
        for (int i = 0; i < 200; i++) {
            Tenant small = new Tenant("small-" + i);
            hot.replace(small, full(FRIDAY));
            hot.aggregate(CostQuery.of(small, DayRange.of(FRIDAY)));
        }
        assertThat(hot.daysInMemory(ACME)).isEqualTo(30);
    }

    private static CostPartition full(LocalDate day) {
        List<CostRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(cost(day, i + "." + day.getDayOfYear()).toBuilder()
                    .text(FocusColumn.RESOURCE_ID, "r" + i)
                    .build());
        }
        return partition(day, records.toArray(CostRecord[]::new));
    }
}
