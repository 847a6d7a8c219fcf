package io.smartcost.forecast;

import static io.smartcost.model.Percent.percent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.smartcost.series.EstimatedRange;
import io.smartcost.series.Series;
import io.smartcost.series.Step;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every series. A run is repeated with {@code -Dsmartcost.seed=N}. */
class ForecastLawsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Step> STEPS = List.of(Step.HOUR, Step.DAY, Step.WEEK, Step.MONTH, Step.ofSeconds(300));

    static Stream<Long> seeds() {
        Long one = Long.getLong("smartcost.seed");
        return one != null ? Stream.of(one) : LongStream.range(0, 60).boxed();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void theCurrencyMakesNoDifference(long seed) {
        Random random = new Random(seed);
        Series series = anySeries(random);
        int periods = 1 + random.nextInt(60);
        Forecast plain = Forecast.of(series, periods);

        for (double factor : new double[] {0x1p-30, 0x1p40}) {
            Forecast scaled = Forecast.of(times(series, factor), periods);
            for (int i = 0; i < periods; i++) {
                EstimatedRange point = plain.points().get(i);
                assertThat(scaled.points().get(i))
                        .isEqualTo(new EstimatedRange(
                                point.expected() * factor, point.lower() * factor, point.upper() * factor));
            }
        }
        for (double factor : new double[] {1e-9, 1e12}) {
            Forecast scaled = Forecast.of(times(series, factor), periods);
            double size =
                    Math.abs(plain.total().upper()) + Math.abs(plain.total().lower()) + 1e-9;
            assertThat(scaled.total().expected() / factor)
                    .isCloseTo(plain.total().expected(), within(1e-6 * size));
        }
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void everyForecastIsANumberWithinItsBoundsAndUsageIsNeverNegative(long seed) {
        Random random = new Random(seed);
        Series series = anySeries(random);
        int periods = 1 + random.nextInt(400);
        boolean credits = least(series) < 0;

        Forecast forecast = Forecast.of(series, periods).atConfidence(percent(95));

        // A range refuses what is no number or does not lie within its bounds.
        assertThat(forecast.points()).hasSize(periods);
        if (!credits) {
            assertThat(forecast.points())
                    .allSatisfy(point -> assertThat(point.lower()).isNotNegative());
            assertThat(forecast.total().lower()).isNotNegative();
        }
        assertThat(forecast.total().expected())
                .isCloseTo(
                        forecast.points().stream()
                                .mapToDouble(EstimatedRange::expected)
                                .sum(),
                        within(1e-6 * (1 + Math.abs(forecast.total().expected()))));
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void aHigherConfidenceMakesNoNarrowerInterval(long seed) {
        Random random = new Random(seed);
        Forecast forecast = Forecast.of(anySeries(random), 1 + random.nextInt(30));

        List<EstimatedRange> narrow = forecast.atConfidence(percent(50)).points();
        List<EstimatedRange> wide = forecast.atConfidence(percent(99)).points();

        for (int i = 0; i < narrow.size(); i++) {
            assertThat(wide.get(i).lower()).isLessThanOrEqualTo(narrow.get(i).lower());
            assertThat(wide.get(i).upper()).isGreaterThanOrEqualTo(narrow.get(i).upper());
        }
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void theForecastsOfPartsAddUpToThatOfTheWhole(long seed) {
        Random random = new Random(seed);
        int points = 3 + random.nextInt(300);
        List<Forecast> parts = Stream.generate(() -> Forecast.of(anySeries(random, Step.DAY, points), 20))
                .limit(2 + random.nextInt(5))
                .toList();

        Forecast whole = Forecast.sumOf(parts);

        double size = 0;
        for (int i = 0; i < 20; i++) {
            double sum = 0;
            double widths = 0;
            for (Forecast part : parts) {
                sum += part.points().get(i).expected();
                widths += part.points().get(i).upper() - part.points().get(i).expected();
                size += Math.abs(part.points().get(i).expected());
            }
            EstimatedRange point = whole.points().get(i);
            assertThat(point.expected()).isCloseTo(sum, within(1e-9 * (1 + size)));
            assertThat(point.upper() - point.expected()).isLessThanOrEqualTo(2 * widths + 1e-9 * size);
        }
        assertThat(whole.nowcasts())
                .hasSize(parts.stream()
                        .mapToInt(part -> part.nowcasts().size())
                        .max()
                        .orElse(0));
    }

    @Test
    void aHundredThousandPointsAreNoProblem() {
        Forecast forecast = Forecast.of(anySeries(new Random(1), Step.HOUR, 100_000), 400);

        assertThat(forecast.points()).hasSize(400);
    }

    @Test
    void whatCannotBeForecastIsRefusedWithAReason() {
        Series series = Series.of(START, Step.DAY, 1, 2, 3);

        assertThatThrownBy(() -> Forecast.of(series, 0)).hasMessageContaining("1 to 10,000 periods");
        assertThatThrownBy(() -> Forecast.of(series, 1, 0, Restatements.unknown()))
                .hasMessageContaining("A season has 1 to 100,000 points");
        assertThatThrownBy(() -> Forecast.of(series, 1).atConfidence(percent(100)))
                .hasMessageContaining("below 100 %, not 100 %");
        assertThatThrownBy(() -> Forecast.sumOf(List.of())).hasMessageContaining("no forecast to add up");
        assertThatThrownBy(() -> Forecast.sumOf(
                        List.of(Forecast.of(series, 2), Forecast.of(Series.of(START, Step.DAY, 1, 2), 2))))
                .hasMessageContaining("the same points");
    }

    private static double least(Series series) {
        double least = 0;
        for (double value : series.values()) {
            least = Double.isNaN(value) ? least : Math.min(least, value);
        }
        return least;
    }

    static Series anySeries(Random random) {
        int points = random.nextInt(4) == 0 ? 1 + random.nextInt(12) : 1 + random.nextInt(500);
        return anySeries(random, STEPS.get(random.nextInt(STEPS.size())), points);
    }

    private static Series anySeries(Random random, Step step, int points) {
        Series.Builder builder = Series.startingAt(START, step);
        int kind = random.nextInt(8);
        double level = Math.exp(random.nextGaussian() * 4);
        double drift = random.nextGaussian() * 0.01;
        int season = List.of(7, 12, 24).get(random.nextInt(3));
        for (int t = 0; t < points; t++) {
            double noise = random.nextGaussian();
            double value = level
                    * switch (kind) {
                        case 0 -> 1;
                        case 1 -> 0;
                        case 2 -> t == points / 2 ? 1e6 : 1;
                        case 3 -> t % season == 0 ? 3 : 1;
                        case 4 -> Math.exp(drift * t + 0.2 * noise + (t % season == 0 ? 0.5 : 0));
                        case 5 -> noise - 0.5;
                        case 6 -> t < points * 0.8 ? 1 + 0.05 * noise : 5;
                        default -> Math.max(0, noise);
                    };
            int fate = random.nextInt(20);
            if (fate == 0 && kind > 3) {
                builder.addGap();
            } else if (t >= points - 3 && kind % 2 == 0) {
                builder.addNotFinal(value * (0.6 + 0.4 * random.nextDouble()));
            } else {
                builder.add(value);
            }
        }
        return builder.build();
    }

    private static Series times(Series series, double factor) {
        Series.Builder builder = Series.startingAt(series.start(), series.step());
        for (int i = 0; i < series.size(); i++) {
            switch (series.state(i)) {
                case FINAL -> builder.add(series.value(i) * factor);
                case NOT_FINAL -> builder.addNotFinal(series.value(i) * factor);
                case GAP -> builder.addGap();
            }
        }
        return builder.build();
    }
}
