package io.smartcost.provider.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.DayRange;
import io.smartcost.model.TimeFrame;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostTable;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After each sync the store holds the newest deliveries and nothing else, whatever was delivered before. */
class RestatedPeriodsTest {
    private static final YearMonth FIRST = YearMonth.of(2026, 6);

    static LongStream seeds() {
        return Seeds.some();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void a_period_is_replaced_with_the_days_that_vanished(long seed) {
        Random random = new Random(seed);
        Shelf shelf = new Shelf();
        Map<YearMonth, Map<LocalDate, BigDecimal>> bills = new TreeMap<>();
        try (SmartCost smartCost = SmartCost.builder()
                .provider(new ShelfProvider(DeliveredCosts.of(shelf).withClock(FixedClock.at("2026-08-20T12:00:00Z"))))
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(FixedClock.at("2026-08-20T12:00:00Z"))
                .build()) {
            DayRange all = new DayRange(FIRST.atDay(1), LocalDate.of(2026, 8, 20));
            for (int sync = 0; sync < 4; sync++) {
                for (int month = 0; month < 3; month++) {
                    YearMonth period = FIRST.plusMonths(month);
                    if (sync == 0 || random.nextInt(3) > 0) {
                        bills.put(period, deliver(random, shelf, period));
                    }
                }
                SyncReport report = smartCost
                        .sync()
                        .since(all)
                        .policy(SyncPolicy.DEFAULT.restatedDays(100))
                        .run();

                assertThat(report.ok()).as("%s", report).isTrue();
                assertThat(byDay(smartCost, all)).isEqualTo(expected(bills, all));
            }
        }
    }

    private static Map<LocalDate, BigDecimal> deliver(Random random, Shelf shelf, YearMonth period) {
        Map<LocalDate, BigDecimal> bill = new TreeMap<>();
        List<String> rows = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            // Some charges fall on the days of the periods around, as far as those are delivered.
            LocalDate day = period.atDay(1).plusDays(random.nextInt(40) - 5);
            BigDecimal cost = BigDecimal.valueOf(random.nextInt(), 4);
            rows.add(day + " " + cost.toPlainString());
            bill.merge(day, cost, BigDecimal::add);
        }
        shelf.deliver(period.toString(), "2026-08-20", Shelf.csv(rows.toArray(String[]::new)));
        return bill;
    }

    private static Map<LocalDate, BigDecimal> expected(Map<YearMonth, Map<LocalDate, BigDecimal>> bills, DayRange all) {
        Map<LocalDate, BigDecimal> sums = new TreeMap<>();
        bills.values()
                .forEach(bill -> bill.forEach((day, cost) -> {
                    if (all.contains(day)) {
                        sums.merge(day, cost, BigDecimal::add);
                    }
                }));
        sums.replaceAll((day, sum) -> sum.stripTrailingZeros());
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }

    private static Map<LocalDate, BigDecimal> byDay(SmartCost smartCost, TimeFrame days) {
        CostTable table =
                smartCost.costs().during(days).groupBy(CostDimension.DAY).fetch();
        Map<LocalDate, BigDecimal> sums = new TreeMap<>();
        table.rows().forEach(row -> {
            if (row.value().signum() != 0) {
                sums.put(LocalDate.parse(row.key().get(0)), row.value().stripTrailingZeros());
            }
        });
        return sums;
    }
}
