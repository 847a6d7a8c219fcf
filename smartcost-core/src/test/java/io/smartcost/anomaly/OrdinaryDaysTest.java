package io.smartcost.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.series.Series;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two years in which nothing happens, of whatever noise, bring few findings; and what does happen is still found. */
class OrdinaryDaysTest {
    private static final LocalDate FIRST = LocalDate.parse("2024-01-01");
    private static final int DAYS = 730;
    private static final double YEARS = DAYS / 365.25;
    private static final int SERIES = 10;

    /** What a day is made of, and at most how many findings a year the mean of ten series has where 2 were asked for. */
    private enum Noise {
        NORMAL(5),
        HEAVY(10),
        SKEWED(12),
        SAME_ON_WEEKENDS_THOUGH_LITTLE_IS_CHARGED(10),
        WHOLE_CENTS(7),
        THREE_LEVELS(5),
        COUNTS(5.5);

        private final double mostAYear;

        Noise(double mostAYear) {
            this.mostAYear = mostAYear;
        }

        double[] days(long seed) {
            Random random = new Random(seed);
            IntToDoubleFunction day = switch (this) {
                case NORMAL -> i -> 100 + 5 * random.nextGaussian();
                case HEAVY -> i -> Math.max(0, 100 + 5 * student(random));
                case SKEWED -> i -> 100 * Math.exp(0.8 * random.nextGaussian());
                case SAME_ON_WEEKENDS_THOUGH_LITTLE_IS_CHARGED ->
                    i -> Math.max(0, (i % 7 > 4 ? 20 : 100) + 5 * random.nextGaussian());
                case WHOLE_CENTS -> i -> Math.round(5 + random.nextGaussian() / 2) / 100.0;
                case THREE_LEVELS -> i -> 10 + Math.round(0.8 * random.nextGaussian());
                case COUNTS -> i -> 7 * Math.round(20 + 4 * random.nextGaussian());
            };
            return IntStream.range(0, DAYS).mapToDouble(day).toArray();
        }

        /** Of three degrees of freedom. */
        private static double student(Random random) {
            double squares = 0;
            for (int i = 0; i < 3; i++) {
                double normal = random.nextGaussian();
                squares += normal * normal;
            }
            return random.nextGaussian() / Math.sqrt(squares / 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingHappensFewFindingsAreTold(Noise noise) {
        double findings = 0;
        for (int seed = 0; seed < SERIES; seed++) {
            findings += find(noise.days(seed)).size();
        }
        assertThat(findings / SERIES / YEARS)
                .as("findings a year, seeds 0 to %d", SERIES - 1)
                .isLessThan(noise.mostAYear);
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesHappenIsFound(Noise noise) {
        for (int seed = 0; seed < SERIES; seed++) {
            double[] days = noise.days(seed);
            double most =
                    IntStream.range(0, 600).mapToDouble(i -> days[i]).max().orElseThrow();
            days[600] = 3 * most;
            Instant when = FIRST.plusDays(600).atStartOfDay(ZoneOffset.UTC).toInstant();
            boolean isFound = find(days).stream()
                    .anyMatch(
                            found -> !found.start().isAfter(when) && found.end().isAfter(when));
            assertThat(isFound).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void twoValuesInTurnAreAWeekAndHideNothing() {
        double[] days =
                IntStream.range(0, DAYS).mapToDouble(i -> i % 7 > 4 ? 20 : 100).toArray();
        days[600] = 110;
        assertThat(find(days)).singleElement().matches(found -> found.kind() == AnomalyKind.SPIKE);
    }

    /** Few values, but they do not change often: what most days have is the rule. */
    @Test
    void aMonthAtAnotherLevelHidesNoSmallSpikeAfterIt() {
        double[] days = IntStream.range(0, DAYS)
                .mapToDouble(i -> i >= 300 && i < 330 ? 120 : 100)
                .toArray();
        days[350] = 108;
        assertThat(isFound(350, days)).isTrue();
    }

    private static boolean isFound(int day, double[] days) {
        Instant when = FIRST.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        return find(days).stream()
                .anyMatch(found -> !found.start().isAfter(when) && found.end().isAfter(when));
    }

    private static List<Anomaly> find(double[] days) {
        return AnomalySearch.standard().find(Series.daily(FIRST, days));
    }
}
