package io.smartcost.provider.focus;

import static io.smartcost.provider.focus.Shelf.csv;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.spi.RestatingCostProvider.Restated;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mark says has changed is what a fetch would send otherwise, whether or not another process told the mark. */
class RestatedSinceTest {
    private static final YearMonth FIRST = YearMonth.of(2026, 1);

    private final Shelf shelf = new Shelf();
    private DeliveredCosts costs = process();

    private DeliveredCosts process() {
        return DeliveredCosts.of(shelf).withClock(FixedClock.at("2026-09-25T12:00:00Z"));
    }

    @Test
    void a_settled_month_that_is_delivered_anew_is_named() {
        shelf.deliver("2026-08", "2026-09-10", csv("2026-08-05 10"));
        shelf.deliver("2026-09", "2026-09-24", csv("2026-09-05 10"));
        Restated first = costs.restatedSince(null);
        Restated unchanged = costs.restatedSince(first.mark());
        Received received = new Received();
        costs.fetch(ShelfProvider.ACCOUNT, DayRange.month(YearMonth.of(2026, 8)), received);
        shelf.deliver("2026-08", "2026-09-25", csv("2026-08-05 10", "2026-08-06 -4"));
        Restated refunded = costs.restatedSince(unchanged.mark());

        assertThat(received.completeness.values()).containsOnly(Completeness.FINAL);
        assertThat(first.days()).isEmpty();
        assertThat(unchanged.days()).isEmpty();
        assertThat(unchanged.mark()).isEqualTo(first.mark());
        assertThat(refunded.days()).isEqualTo(month("2026-08"));
        assertThat(costs.restatedSince(refunded.mark()).days()).isEmpty();
    }

    @Test
    void days_that_a_delivery_corrects_or_no_longer_corrects_are_named() {
        shelf.deliver("2026-08", "2026-09-10", csv("2026-08-05 10"));
        shelf.deliver("2026-09", "2026-09-24", csv("2026-09-05 10", "2026-08-31 -1", "2026-03-02 -1", "2026-10-01 3"));
        String mark = costs.restatedSince(null).mark();
        shelf.deliver("2026-09", "2026-09-25", csv("2026-09-05 10", "2026-07-07 1"));

        Set<LocalDate> named = Stream.concat(
                        month("2026-09").stream(),
                        Stream.of("2026-08-31", "2026-03-02", "2026-10-01", "2026-07-07")
                                .map(LocalDate::parse))
                .collect(Collectors.toSet());
        assertThat(process().restatedSince(mark).days()).isEqualTo(named);
        assertThat(costs.restatedSince(mark).days()).isEqualTo(named);
    }

    @Test
    void a_mark_spares_another_process_the_reading() {
        shelf.deliver("2026-07", "2026-08-10", csv("2026-07-05 10"));
        shelf.deliver("2026-08", "2026-09-10", csv("2026-08-05 10", "2026-07-05 -3"));
        shelf.deliver("2026-09", "2026-09-24", csv("2026-09-05 10"));
        String mark = costs.restatedSince(null).mark();
        assertThat(shelf.opened).hasSize(3);
        shelf.opened.clear();
        costs = process();
        Restated again = costs.restatedSince(mark);
        Received received = new Received();
        costs.fetch(ShelfProvider.ACCOUNT, DayRange.month(YearMonth.of(2026, 7)), received);

        assertThat(again).isEqualTo(new Restated(Set.of(), mark));
        assertThat(received.billed()).isEqualByComparingTo("7");
        assertThat(shelf.opened).containsExactly("2026-07/a.csv", "2026-08/a.csv");
    }

    @Test
    void a_period_that_vanishes_is_not_named_and_not_forgotten() {
        shelf.deliver("2026-08", "2026-09-10", csv("2026-08-05 10"));
        shelf.deliver("2026-09", "2026-09-24", csv("2026-09-05 10", "2026-08-07 1"));
        String mark = costs.restatedSince(null).mark();
        Shelf.Lot september = shelf.lots.remove(YearMonth.of(2026, 9));
        Restated without = costs.restatedSince(mark);
        shelf.lots.put(YearMonth.of(2026, 9), september);

        assertThat(without.days()).isEmpty();
        assertThat(costs.restatedSince(without.mark()).days()).isEmpty();
        shelf.deliver("2026-09", "2026-09-25", csv("2026-09-05 10"));
        assertThat(costs.restatedSince(without.mark()).days()).hasSize(31).contains(LocalDate.of(2026, 8, 7));
    }

    @Test
    void days_that_cannot_be_known_are_all_named() {
        shelf.deliver("2026-07", "2026-08-10", csv("2026-07-05 10"));
        shelf.deliver("2026-08", "2026-09-10", csv("2026-08-05 10") + "when,USD,1,\n");
        String mark = costs.restatedSince(null).mark();
        shelf.deliver("2026-08", "2026-09-11", csv("2026-08-05 10"));

        assertThat(costs.restatedSince(mark).days()).hasSize(62);
    }

    @Test
    void periods_long_ago_are_learnt_only_when_they_change() {
        shelf.deliver("2024-08", "2024-09-10", csv("2024-08-05 10"));
        shelf.deliver("2026-08", "2026-09-10", csv("2026-08-05 10"));
        String mark = costs.restatedSince(null).mark();

        assertThat(shelf.opened).containsExactly("2026-08/a.csv");
        shelf.deliver("2024-08", "2026-09-11", csv("2024-08-05 11"));
        Restated changed = costs.restatedSince(mark);
        assertThat(changed.days()).containsAll(month("2024-08"));
        shelf.deliver("2024-08", "2026-09-12", csv("2024-08-05 12"));
        assertThat(costs.restatedSince(changed.mark()).days()).isEqualTo(month("2024-08"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "deliveries 2",
                "deliveries 1\n",
                "deliveries 1\n2026-08-01 2026-09-01 abc",
                "deliveries 1\n2026-08-01 2026-07-01 abc -",
                "deliveries 1\n2026-08-01 2026-09-01 abc 2026-08-01",
                "deliveries 1\n2026-08-01 2026-09-01 abc x/y"
            })
    void a_mark_that_cannot_be_understood_names_all_days(String mark) {
        shelf.deliver("2026-08", "2026-09-10", csv("2026-08-05 10"));

        assertThat(costs.restatedSince(mark).days()).isEqualTo(month("2026-08"));
        assertThat(costs.restatedSince("deliveries 1").days()).isEqualTo(month("2026-08"));
    }

    @Test
    void a_mark_of_a_hundred_years_with_corrections_is_not_too_long() {
        for (int i = 0; i < DeliveryMark.MOST; i++) {
            YearMonth month = FIRST.plusMonths(i - DeliveryMark.MOST);
            String[] rows = new String[40];
            Arrays.setAll(rows, row -> month.atDay(1).plusDays(row * 3 - 60) + " 1");
            shelf.deliver(month.toString(), "2026-01-10", csv(rows));
        }
        DeliveredCosts all = costs.lookBack(12 * 200);
        Restated first = all.restatedSince(null);

        assertThat(first.mark().length()).isBetween(50_000, 100_000);
        assertThat(costs.restatedSince(first.mark()).days()).isEmpty();
    }

    static LongStream seeds() {
        return Seeds.some();
    }

    /** Corrections reach anywhere; deliveries change, appear and are written by one process or the next. */
    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void no_day_that_changed_is_left_out(long seed) {
        Random random = new Random(seed);
        String mark = null;
        Map<LocalDate, BigDecimal> before = new TreeMap<>();
        for (int round = 0; round < 5; round++) {
            for (int month = 0; month < 6; month++) {
                if (random.nextInt(3) == 0) {
                    deliver(random, FIRST.plusMonths(month));
                }
            }
            costs = random.nextBoolean() ? process() : costs;
            Restated told = costs.restatedSince(mark);
            Received received = new Received();
            costs.fetch(ShelfProvider.ACCOUNT, new DayRange(FIRST.atDay(1), LocalDate.of(2026, 7, 1)), received);
            Map<LocalDate, BigDecimal> now = new TreeMap<>();
            received.days.forEach((day, records) -> now.put(
                    day,
                    records.stream()
                            .map(record -> record.cost(io.smartcost.model.CostMetric.BILLED))
                            .reduce(BigDecimal.ZERO, BigDecimal::add)));
            if (mark != null) {
                Map<LocalDate, BigDecimal> old = before;
                assertThat(now.keySet().stream()
                                .filter(day ->
                                        old.get(day) == null || old.get(day).compareTo(now.get(day)) != 0))
                        .allMatch(told.days()::contains);
            }
            mark = told.mark();
            before = now;
        }
    }

    private void deliver(Random random, YearMonth month) {
        String[] rows = new String[random.nextInt(6)];
        Arrays.setAll(
                rows,
                row -> FIRST.atDay(1).plusDays(random.nextInt(181)) + " "
                        + BigDecimal.valueOf(random.nextInt(), 4).toPlainString());
        shelf.deliver(month.toString(), "2026-09-20", csv(rows));
    }

    private static Set<LocalDate> month(String month) {
        return DayRange.month(YearMonth.parse(month)).days().collect(Collectors.toSet());
    }
}
