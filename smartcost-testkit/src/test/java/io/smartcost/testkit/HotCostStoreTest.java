package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.aggregate.HotCostStore;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.Measure;
import io.smartcost.spi.AggregatingCostStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine in front of a store that cannot aggregate, with room for all days. */
class HotCostStoreTest extends AggregatingCostStoreContract {
    private static final int RECORDS = 500;

    @Override
    protected AggregatingCostStore emptyStore() {
        return new HotCostStore(new SmallestCostStore(), ColumnarEngine.create(), 100_000_000);
    }

    @Test
    void theOldestDaysLeaveAndTheStoreBehindAnswersForThem() {
        InMemoryCostStore behind = new InMemoryCostStore();
        HotCostStore hot = new HotCostStore(behind, ColumnarEngine.create(), 300_000);
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
