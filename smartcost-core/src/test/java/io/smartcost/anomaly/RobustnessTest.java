package io.smartcost.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.smartcost.series.EstimatedRange;
import io.smartcost.series.Series;
import io.smartcost.series.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobustnessTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Step> STEPS =
            List.of(Step.DAY, Step.HOUR, Step.ofSeconds(60), Step.ofSeconds(777), Step.WEEK, Step.MONTH);

    static LongStream seeds() {
        Long only = Long.getLong("smartcost.seed");
        return only != null ? LongStream.of(only) : LongStream.rangeClosed(1, 20);
    }

    static Stream<double[]> nastySeries() {
        double[] outlier = constant(400, 5);
        outlier[200] = 1e15;
        double[] once = constant(400, 0);
        once[300] = 1;
        double[] alternating = constant(400, 0);
        for (int i = 0; i < alternating.length; i += 2) {
            alternating[i] = 1e-9;
        }
        double[] toCredit = constant(400, 10);
        Arrays.fill(toCredit, 200, 400, -10);
        double[] extremes = constant(400, Double.MIN_VALUE);
        for (int i = 0; i < extremes.length; i += 3) {
            extremes[i] = i % 2 == 0 ? 1e280 : -1e280;
        }
        return Stream.of(
                constant(0, 0),
                constant(1, 3),
                constant(400, 0),
                constant(400, 7),
                constant(400, -7),
                constant(400, Double.MIN_VALUE),
                outlier,
                once,
                alternating,
                toCredit,
                extremes);
    }

    private static double[] constant(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    @ParameterizedTest
    @MethodSource("nastySeries")
    void anythingFiniteIsJudgedAndNothingIsNotANumber(double[] values) {
        for (Step step : STEPS) {
            Series series = Series.of(START, step, values);
            List<Judgement> judgements = AnomalySearch.standard().judge(series);
            assertThat(judgements).hasSize(values.length).allSatisfy(RobustnessTest::isANumber);
            assertThat(AnomalySearch.standard().find(series))
                    .allSatisfy(anomaly -> assertThat(anomaly.moneyAtStake()).isNotNaN());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void seriesOfManyZerosAreJudgedInNumbers(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            double charged = random.nextDouble();
            double[] values = new double[400];
            for (int day = 0; day < values.length; day++) {
                values[day] = random.nextDouble() < charged ? Math.pow(10, 3 * random.nextDouble()) : 0;
            }
            AnomalyStream stream = AnomalyDetector.standard().start(START, Step.DAY);
            for (double value : values) {
                isANumber(stream.next(value));
                stream.ahead(value / 2, 0).forEach(RobustnessTest::isANumber);
            }
        }
    }

    @ParameterizedTest(name = "every {0} days")
    @ValueSource(ints = {2, 3, 5, 6, 9, 13, 20})
    void whatIsChargedNowAndThenIsOddOnlyIfItIsLarge(int every) {
        Random random = new Random(every);
        double[] values = new double[500];
        for (int day = 0; day < values.length; day += every) {
            values[day] = 10 + random.nextGaussian() / 5;
        }
        assertThat(AnomalySearch.standard().find(Series.of(START, Step.DAY, values)))
                .filteredOn(anomaly -> anomaly.toldAt().isAfter(START.plus(Duration.ofDays(90))))
                .hasSizeLessThan(2);
        int large = 400 - 400 % every;
        values[large] = 1_000;
        assertThat(AnomalySearch.standard().find(Series.of(START, Step.DAY, values)))
                .anySatisfy(anomaly -> assertThat(anomaly.toldAt()).isEqualTo(START.plus(Duration.ofDays(large))));
    }

    @ParameterizedTest(name = "{0} hours")
    @ValueSource(ints = {500, 1_000, 5_000, 20_000})
    void afterATimeInWhichNothingMovedSpikesAreFoundAgain(int quiet) {
        AnomalyStream stream = AnomalyDetector.standard().start(START, Step.HOUR);
        Random random = new Random(quiet);
        for (int i = 0; i < 500; i++) {
            stream.next(5 + Math.abs(random.nextGaussian()));
        }
        for (int i = 0; i < quiet; i++) {
            stream.next(5);
        }
        for (int i = 0; i < 1_000; i++) {
            stream.next(6 + 0.1 * random.nextGaussian());
        }
        assertThat(stream.next(106).isAnomaly(Sensitivity.NORMAL)).isTrue();
    }

    private static void isANumber(Judgement judgement) {
        assertThat(judgement.score()).isBetween(0.0, 1.0);
        assertThat(judgement.perYear()).isNotNaN().isNotNegative();
        EstimatedRange expected = judgement.expected();
        if (expected != null) {
            assertThat(expected.lower()).isLessThanOrEqualTo(expected.upper());
            assertThat(expected.expected()).isFinite();
        }
    }

    @Test
    void aConstantIsNeverOddAndItsFirstChangeIs() {
        double[] values = constant(400, 7);
        values[399] = 14;
        for (Step step : List.of(Step.DAY, Step.HOUR)) {
            List<Judgement> judgements = AnomalySearch.standard().judge(Series.of(START, step, values));
            assertThat(judgements.subList(0, 399)).noneMatch(judgement -> judgement.isAnomaly(Sensitivity.NORMAL));
            assertThat(judgements.get(399).perYear())
                    .isLessThan(judgements.get(398).perYear() / 5);
        }
    }

    @Test
    void nothingButGapsIsJudgedAsUnknown() {
        for (Step step : STEPS) {
            Series.Builder gaps = Series.startingAt(START, step);
            for (int i = 0; i < 300; i++) {
                gaps.addGap();
            }
            assertThat(AnomalySearch.standard().judge(gaps.build()))
                    .hasSize(300)
                    .allMatch(judgement -> judgement.score() == 0 && judgement.expected() == null);
        }
    }

    @Test
    void whatIsNoNumberIsRefusedWithTheTime() {
        for (Step step : STEPS) {
            AnomalyStream stream = AnomalyDetector.standard().start(START, step);
            assertThatThrownBy(() -> stream.next(Double.NaN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2026-01-01")
                    .hasMessageContaining("gap");
            assertThatThrownBy(() -> stream.ahead(1, Double.POSITIVE_INFINITY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Infinity");
        }
        assertThatThrownBy(() -> Sensitivity.falseAlertsPerYear(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> AnomalyDetector.seasonal(1)).hasMessageContaining("2 to 100,000");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theScaleOfTheCurrencyChangesNothing(long seed) {
        double[] values = RandomSeries.of(seed, 400);
        for (Step step : List.of(Step.DAY, Step.HOUR)) {
            List<Judgement> ours = AnomalySearch.standard().judge(Series.of(START, step, values));
            for (double factor : new double[] {1e-9, 1.0 / 3, 1e12}) {
                double[] scaled =
                        Arrays.stream(values).map(value -> value * factor).toArray();
                List<Judgement> others = AnomalySearch.standard().judge(Series.of(START, step, scaled));
                for (int i = 0; i < values.length; i++) {
                    assertThat(others.get(i).score())
                            .as("seed %d, factor %s, point %d", seed, factor, i)
                            .isCloseTo(ours.get(i).score(), within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatComesLaterChangesNothing(long seed) {
        double[] values = RandomSeries.of(seed, 300);
        Random random = new Random(seed);
        for (Step step : List.of(Step.DAY, Step.HOUR)) {
            List<Judgement> all = AnomalySearch.standard().judge(Series.of(START, step, values));
            int known = 1 + random.nextInt(299);
            assertThat(AnomalySearch.standard().judge(Series.of(START, step, Arrays.copyOf(values, known))))
                    .as("seed %d, the first %d", seed, known)
                    .isEqualTo(all.subList(0, known));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStreamToldPointByPointSaysWhatTheBatchSays(long seed) {
        double[] values = RandomSeries.of(seed, 300);
        for (Step step : List.of(Step.DAY, Step.HOUR)) {
            AnomalyStream stream = AnomalyDetector.standard().start(START, step);
            List<Judgement> streamed = new ArrayList<>();
            for (double value : values) {
                streamed.add(stream.next(value));
                // What is only looked at changes nothing of what is said later.
                stream.ahead();
            }
            assertThat(streamed)
                    .as("seed %d", seed)
                    .isEqualTo(AnomalySearch.standard().judge(Series.of(START, step, values)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void howDaysStandChangesNoJudgementOfFinalOnes(long seed) {
        double[] values = RandomSeries.of(seed, 400);
        AnomalyStream told = AnomalyDetector.standard().start(START, Step.DAY);
        AnomalyStream silent = AnomalyDetector.standard().start(START, Step.DAY);
        for (double value : values) {
            told.ahead(50 * value, 9 * value + 1);
            assertThat(told.next(value)).isEqualTo(silent.next(value));
        }
    }

    @Test
    void aHundredThousandPointsAreJudged() {
        double[] values = RandomSeries.of(5, 100_000);
        for (Step step : List.of(Step.DAY, Step.ofSeconds(60))) {
            assertThat(AnomalySearch.standard().judge(Series.of(Instant.parse("1800-01-01T00:00:00Z"), step, values)))
                    .hasSize(100_000)
                    .allSatisfy(RobustnessTest::isANumber);
        }
    }
}
