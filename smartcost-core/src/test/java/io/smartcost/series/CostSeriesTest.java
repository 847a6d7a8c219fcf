package io.smartcost.series;

import static io.smartcost.query.CostDimension.DAY;
import static io.smartcost.query.CostDimension.MONTH;
import static io.smartcost.query.CostDimension.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CostSeriesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);

    @Test
    void aFinalDayWithoutARowCostNothingAndADayWithoutDataIsAGap() {
        CostTable table = table(
                List.of(DAY, SERVICE),
                List.of(
                        row("1.5", 0, "2026-07-01", "S3"),
                        row("9", 0, "2026-07-03", "EC2"),
                        row("2", 0, "2026-07-04", "S3")),
                days(Completeness.FINAL, Completeness.FINAL, Completeness.PARTIAL, Completeness.ESTIMATED));

        List<CostSeries> series = CostSeries.of(table);

        assertThat(series).extracting(CostSeries::key).containsExactly(List.of("S3"), List.of("EC2"));
        assertThat(series.get(0).unit()).isEqualTo("USD");
        assertThat(states(series.get(0).series()))
                .containsExactly(Series.State.FINAL, Series.State.FINAL, Series.State.GAP, Series.State.NOT_FINAL);
        assertThat(series.get(0).series().values()).containsExactly(1.5, 0, Double.NaN, 2);
        assertThat(series.get(0).series().finalValues()).containsExactly(1.5, 0, Double.NaN, Double.NaN);
        assertThat(series.get(0).series().day(3)).isEqualTo(LocalDate.of(2026, 7, 4));
    }

    @Test
    void aValueWithUnknownAmountsIsNotFinal() {
        CostTable table = table(List.of(DAY), List.of(row("1.5", 2, "2026-07-01")), days(Completeness.FINAL));

        assertThat(CostSeries.of(table).get(0).series().state(0)).isEqualTo(Series.State.NOT_FINAL);
    }

    @Test
    void aMonthThatIsCutOffIsLeftOutAtTheStartAndNotFinalAtTheEnd() {
        List<CostTable.Period> periods = List.of(
                new CostTable.Period(new DayRange(FIRST.plusDays(4), FIRST.plusMonths(1)), Completeness.FINAL),
                new CostTable.Period(new DayRange(FIRST.plusMonths(1), FIRST.plusMonths(2)), Completeness.FINAL),
                new CostTable.Period(
                        new DayRange(FIRST.plusMonths(2), FIRST.plusMonths(2).plusDays(3)), Completeness.FINAL));
        CostTable table = table(
                List.of(MONTH),
                List.of(row("1", 0, "2026-07"), row("31", 0, "2026-08"), row("3", 0, "2026-09")),
                periods);

        Series series = CostSeries.of(table).get(0).series();

        assertThat(series.step()).isEqualTo(Step.MONTH);
        assertThat(series.day(0)).isEqualTo(LocalDate.of(2026, 8, 1));
        assertThat(series.values()).containsExactly(31, 3);
        assertThat(states(series)).containsExactly(Series.State.FINAL, Series.State.NOT_FINAL);
    }

    @Test
    void aTableWithoutTimeIsRefused() {
        CostTable table = table(List.of(SERVICE), List.of(row("1", 0, "S3")), days(Completeness.FINAL));

        assertThatThrownBy(() -> CostSeries.of(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exactly one of DAY, WEEK and MONTH")
                .hasMessageContaining("[SERVICE]");
    }

    private static CostTable table(List<Dimension> groupBy, List<CostTable.Row> rows, List<CostTable.Period> periods) {
        return new CostTable(groupBy, rows, periods);
    }

    private static CostTable.Row row(String value, long unknown, String... key) {
        return new CostTable.Row(Arrays.asList(key), "USD", new BigDecimal(value), unknown);
    }

    private static List<CostTable.Period> days(Completeness... days) {
        return IntStream.range(0, days.length)
                .mapToObj(i -> new CostTable.Period(DayRange.of(FIRST.plusDays(i)), days[i]))
                .toList();
    }

    private static List<Series.State> states(Series series) {
        return IntStream.range(0, series.size()).mapToObj(series::state).toList();
    }
}
