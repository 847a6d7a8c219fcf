package io.smartcost.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.smartcost.model.DayRange;
import io.smartcost.series.EstimatedRange;
import io.smartcost.series.Series;
import io.smartcost.series.Step;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @Test
    void weekdaysComeAgain() {
        Forecast forecast = Forecast.of(daily(120, t -> weekend(t) ? 40 : 100), 14);

        for (int i = 0; i < 14; i++) {
            double weekday = weekend(120 + i) ? 40 : 100;
            assertThat(forecast.points().get(i).expected()).isCloseTo(weekday, within(0.5));
        }
    }

    @Test
    void aFeeOnTheFirstOfTheMonthComesOnTheFirstOnly() {
        Random random = new Random(1);
        Series series = daily(110, t -> 100 + random.nextGaussian() + (day(t).getDayOfMonth() == 1 ? 500 : 0));

        Forecast forecast = Forecast.of(series, 40);

        for (int i = 0; i < 40; i++) {
            double expected = forecast.day(i).getDayOfMonth() == 1 ? 600 : 100;
            assertThat(forecast.points().get(i).expected()).isCloseTo(expected, within(5.0));
        }
    }

    @Test
    void aFeeOnTheLastDayOfTheMonthComesOnTheLastDay() {
        Random random = new Random(1);
        Series series = daily(
                130, t -> 100 + random.nextGaussian() + (day(t).plusDays(1).getDayOfMonth() == 1 ? 300 : 0));

        Forecast forecast = Forecast.of(series, 60);

        for (int i = 0; i < 60; i++) {
            double expected = forecast.day(i).plusDays(1).getDayOfMonth() == 1 ? 400 : 100;
            assertThat(forecast.points().get(i).expected()).isCloseTo(expected, within(5.0));
        }
    }

    @Test
    void aSingleSpikeIsNotExpectedAgain() {
        Random random = new Random(1);
        Series series = daily(120, t -> 100 + random.nextGaussian() + (t == 100 ? 5_000 : 0));

        assertThat(Forecast.of(series, 30).points())
                .allSatisfy(point -> assertThat(point.expected()).isCloseTo(100, within(3.0)));
    }

    @Test
    void aMonthOfFewerDaysCostsLess() {
        Series.Builder builder = Series.startingAt(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC), Step.MONTH);
        for (int m = 0; m < 13; m++) {
            builder.add(10.0 * YearMonth.from(FIRST).plusMonths(m).lengthOfMonth());
        }

        Forecast february = Forecast.of(builder.build(), 2);

        assertThat(february.day(0)).isEqualTo(LocalDate.of(2027, 2, 1));
        assertThat(february.points().get(0).expected()).isCloseTo(280, within(1e-6));
        assertThat(february.points().get(1).expected()).isCloseTo(310, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 6, 10, 21, 45})
    void whatWasLaunchedOrSwitchedOffSomeDaysAgoStaysAtItsLevel(int daysAgo) {
        Random random = new Random(1);
        for (double factor : new double[] {2.5, 0.3}) {
            IntToDoubleFunction before = t -> (weekend(t) ? 60 : 100) + 2 * random.nextGaussian();
            Series series = daily(200, t -> before.applyAsDouble(t) * (t < 200 - daysAgo ? 1 : factor));

            List<EstimatedRange> points = Forecast.of(series, 28).points();

            for (int k = 0; k < 28; k++) {
                double level = factor * (weekend(200 + k) ? 60 : 100);
                assertThat(points.get(k).expected()).isCloseTo(level, within(0.1 * level));
            }
        }
    }

    @Test
    void aDayThatIsNotFinalIsNeitherLearnedFromNorLost() {
        Series.Builder builder = Series.startingAt(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC), Step.DAY);
        Random random = new Random(1);
        for (int t = 0; t < 60; t++) {
            builder.add(100 + random.nextGaussian());
        }
        builder.addNotFinal(95).addNotFinal(82).addNotFinal(12);

        Forecast forecast = Forecast.of(builder.build(), 7);

        assertThat(forecast.day(0)).isEqualTo(FIRST.plusDays(63));
        assertThat(forecast.points().get(0).expected()).isCloseTo(100, within(1.0));
        assertThat(forecast.nowcasts()).hasSize(3);
        assertThat(forecast.nowcasts().get(0).expected()).isBetween(97.0, 103.0);
        assertThat(forecast.nowcasts().get(2).expected()).isBetween(15.0, 101.0);
        assertThat(forecast.reasons()).anyMatch(reason -> reason.contains("not final"));
    }

    @Test
    void whatIsLearnedOfRestatementsMakesNowcastsNarrower() {
        Series.Builder now = Series.startingAt(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC), Step.DAY);
        Random random = new Random(1);
        double[] values = random.doubles(80, 50, 150).toArray();
        Arrays.stream(values).forEach(now::add);
        now.addNotFinal(70);
        List<Series> earlier = IntStream.range(30, 79)
                .mapToObj(size -> {
                    Series.Builder then = Series.startingAt(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC), Step.DAY);
                    Arrays.stream(values, 0, size).forEach(then::add);
                    return then.addNotFinal((0.6 + 0.2 * random.nextDouble()) * values[size])
                            .build();
                })
                .toList();
        Restatements learnt = Restatements.learnt(now.build(), earlier);

        EstimatedRange known = Forecast.of(now.build(), 7, 7, learnt).nowcasts().get(0);
        EstimatedRange unknown = Forecast.of(now.build(), 7).nowcasts().get(0);

        assertThat(learnt.seen(0)).isEqualTo(49);
        assertThat(learnt.share(0)).isCloseTo(0.7, within(0.03));
        assertThat(known.expected()).isCloseTo(100, within(8.0));
        assertThat(known.upper() - known.lower()).isLessThan(0.8 * (unknown.upper() - unknown.lower()));
    }

    @Test
    void daysThatAreNotFinalForWeeksAreLearnedFromOnceTheyHardlyChange() {
        Series.Builder builder = Series.startingAt(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC), Step.DAY);
        for (int t = 0; t < 60; t++) {
            builder.add(100);
        }
        for (int t = 60; t < 80; t++) {
            builder.addNotFinal(t < 77 ? 198 : 150);
        }

        Forecast forecast = Forecast.of(builder.build(), 7);

        assertThat(forecast.nowcasts()).hasSize(3);
        assertThat(forecast.points().get(0).expected()).isCloseTo(200, within(5.0));
    }

    @Test
    void aMonthIsWhatWasAndWhatIsToCome() {
        Forecast forecast = Forecast.of(daily(100, t -> 10), 30);

        EstimatedRange april = forecast.total(DayRange.month(YearMonth.of(2026, 4)));

        assertThat(forecast.day(0)).isEqualTo(LocalDate.of(2026, 4, 11));
        assertThat(april.expected()).isCloseTo(300, within(1e-6));
        assertThat(april.lower()).isBetween(100.0, 300.0 + 1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8})
    void fewPointsMakeAWideIntervalAndTheReasonIsSaid(int points) {
        Forecast forecast = Forecast.of(daily(points, t -> 100), 10);

        EstimatedRange point = forecast.points().get(0);
        assertThat(point.expected()).isCloseTo(100, within(1e-9));
        assertThat(point.upper() - point.lower()).isGreaterThan(40.0 / points / points);
        assertThat(forecast.reasons()).anyMatch(reason -> reason.contains("Only " + points + " points"));
    }

    @Test
    void ofNothingThereIsNoForecastButAReason() {
        Series.Builder gaps = Series.startingAt(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC), Step.DAY);
        for (int t = 0; t < 50; t++) {
            gaps.addGap();
        }

        Forecast forecast = Forecast.of(gaps.build(), 10);

        assertThat(forecast.points()).isEmpty();
        assertThat(forecast.total().expected()).isZero();
        assertThat(forecast.reasons()).containsExactly("No point is known, so nothing can be said of what comes");
    }

    @Test
    void theAccuracyIsThatOfForecastsFromThePast() {
        Random random = new Random(1);
        Accuracy accuracy = Forecast.of(daily(200, t -> 100 + (weekend(t) ? -30 : 0) + 5 * random.nextGaussian()), 30)
                .accuracy();

        // The mean of normal errors of 5 is 4, and repeating one of two such weeks is off by 5.6.
        assertThat(accuracy.meanAbsoluteError()).isBetween(3.0, 5.0);
        assertThat(accuracy.errorOfRepeating()).isBetween(4.5, 7.0);
        assertThat(accuracy.relativeError()).isBetween(0.03, 0.06);
        assertThat(accuracy.toString()).startsWith("off by ").contains("in 12 forecasts of 30 points");
    }

    @Test
    void aBusyHourOfTheWeekIsFound() {
        Series.Builder builder = Series.startingAt(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC), Step.HOUR);
        Random random = new Random(1);
        IntToDoubleFunction cost = t -> 10 + (t % 24 > 8 ? 5 : 0) + (t % 168 == 40 ? 60 : 0);
        for (int t = 0; t < 24 * 42; t++) {
            builder.add(cost.applyAsDouble(t) + 0.3 * random.nextGaussian());
        }

        List<EstimatedRange> week = Forecast.of(builder.build(), 168).points();

        assertThat(week.get(40).expected()).isGreaterThan(50);
        assertThat(week.get(64).expected()).isLessThan(20);
    }

    private static Series daily(int days, IntToDoubleFunction cost) {
        double[] values = new double[days];
        Arrays.setAll(values, cost);
        return Series.daily(FIRST, values);
    }

    private static LocalDate day(int index) {
        return FIRST.plusDays(index);
    }

    private static boolean weekend(int index) {
        return day(index).getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }
}
