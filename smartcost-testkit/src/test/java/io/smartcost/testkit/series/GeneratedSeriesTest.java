package io.smartcost.testkit.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedSeriesTest {
    private static final List<LabelledSeries> SERIES = GeneratedSeries.seeded(7).series(100);

    @Test
    void theSameSeedGivesTheSameSeriesAndMoreOfThemChangeNone() {
        List<LabelledSeries> fewer = GeneratedSeries.seeded(7).series(3);
        for (int i = 0; i < fewer.size(); i++) {
            assertThat(fewer.get(i).values()).isEqualTo(SERIES.get(i).values());
            assertThat(fewer.get(i).events()).isEqualTo(SERIES.get(i).events());
        }
        assertThat(GeneratedSeries.seeded(8).series(1).get(0).values())
                .isNotEqualTo(SERIES.get(0).values());
    }

    @Test
    void everyKindOfSpendAndOfEventIsThere() {
        Set<SpendKind> spends = EnumSet.noneOf(SpendKind.class);
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (LabelledSeries series : SERIES) {
            spends.add(series.kind());
            assertThat(series.length()).isEqualTo(GeneratedSeries.DAYS);
            for (SpendEvent event : series.events()) {
                kinds.add(event.kind());
                assertThat(event.first()).isBetween(0, event.last());
                assertThat(event.last()).isLessThan(series.length());
                if (event.kind().isAnomaly()) {
                    assertThat(event.money()).isNotZero();
                }
            }
        }
        assertThat(spends).containsExactlyInAnyOrder(SpendKind.values());
        assertThat(kinds).containsExactlyInAnyOrder(EventKind.values());
    }

    @Test
    void aDayStandsAtSixtyToAHundredPerCentAndGrowsUntilItIsFinal() {
        for (LabelledSeries series : SERIES) {
            for (int day = 0; day < series.length(); day++) {
                double value = Math.abs(series.values()[day]);
                double before = 0.6 * value * (1 - 1e-9);
                for (int age = 0; age <= LabelledSeries.FINAL_AGE; age++) {
                    double now = Math.abs(series.standing(day, age));
                    assertThat(now).isBetween(before, value * (1 + 1e-9));
                    before = now * (1 - 1e-9);
                }
                assertThat(series.standing(day, LabelledSeries.FINAL_AGE)).isEqualTo(series.values()[day]);
            }
        }
    }

    @Test
    void theScorerGivesNothingToAnAlarmThatIsAlwaysOnLittleToARandomOneAndAllToAnOracle() {
        List<double[]> always = SERIES.stream()
                .map(series -> {
                    double[] scores = new double[series.length()];
                    Arrays.fill(scores, 1);
                    return scores;
                })
                .toList();
        assertThat(AlertScore.of(SERIES, always, 2).recall()).isZero();
        AlertScore oracle =
                AlertScore.of(SERIES, SERIES.stream().map(Controls::oracle).toList(), 2);
        assertThat(oracle.recall()).isEqualTo(1);
        assertThat(oracle.moneyRecall()).isEqualTo(1);
        assertThat(oracle.meanDelay()).isZero();
        assertThat(oracle.falseAlerts()).isZero();
        java.util.Random random = new java.util.Random(1);
        AlertScore byChance = AlertScore.of(
                SERIES,
                SERIES.stream()
                        .map(series -> random.doubles(series.length()).toArray())
                        .toList(),
                2);
        assertThat(byChance.recall()).isBetween(0.02, 0.12);
        assertThat(byChance.falseAlerts()).isLessThanOrEqualTo(2);
    }

    @Test
    void anAlarmThatIsOnBeforeAnAnomalyFindsNothingAndALateOneIsLate() {
        LabelledSeries one = SERIES.stream()
                .filter(series -> series.events().stream().anyMatch(event -> event.kind() == EventKind.LEAK))
                .findFirst()
                .orElseThrow();
        SpendEvent leak = one.events().stream()
                .filter(event -> event.kind() == EventKind.LEAK)
                .findFirst()
                .orElseThrow();
        double[] early = new double[one.length()];
        Arrays.fill(early, leak.first() - 1, leak.last(), 1);
        AlertScore tooEarly = AlertScore.at(List.of(one), List.of(early), 1);
        assertThat(tooEarly.recall()).isZero();
        assertThat(tooEarly.falseAlerts()).isPositive();
        double[] late = new double[one.length()];
        late[leak.first() + 4] = 1;
        assertThat(AlertScore.at(List.of(one), List.of(late), 1).meanDelay()).isEqualTo(4);
    }
}
