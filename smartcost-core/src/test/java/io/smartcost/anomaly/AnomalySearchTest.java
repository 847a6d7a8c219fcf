package io.smartcost.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.query.CostDimension;
import io.smartcost.series.Series;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is put into a year of quiet costs is found, and called what it is. */
class AnomalySearchTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-01-01");
    /** A Wednesday in mid-month. */
    private static final int DAY = 195;

    private final AnomalySearch search = AnomalySearch.standard();

    @Test
    void quietYearsHaveAboutAsManyAlertsAsAreAccepted() {
        int alerts = 0;
        for (int seed = 0; seed < 30; seed++) {
            alerts += search.find(Series.daily(FIRST, quiet(seed))).size();
        }
        assertThat(alerts / 30.0).isBetween(0.5, 4.5);
    }

    @Test
    void aSpikeIsASpikeAndItsMoneyIsWhatItCost() {
        double[] costs = quiet();
        costs[DAY] += 80;
        Anomaly spike = foundAt(costs, DAY);
        assertThat(spike.kind()).isEqualTo(AnomalyKind.SPIKE);
        assertThat(spike.direction()).isEqualTo(Direction.UP);
        assertThat(spike.start()).isEqualTo(at(DAY));
        assertThat(spike.end()).isEqualTo(at(DAY + 1));
        assertThat(spike.isOngoing()).isFalse();
        assertThat(spike.isFinal()).isTrue();
        assertThat(spike.moneyAtStake()).isBetween(60.0, 100.0);
        assertThat(spike.score()).isBetween(0.5, 1.0);
        assertThat(spike.expected().contains(costs[DAY])).isFalse();
    }

    @Test
    void aDropIsADrop() {
        double[] costs = quiet();
        costs[DAY] -= 60;
        Anomaly drop = foundAt(costs, DAY);
        assertThat(drop.kind()).isEqualTo(AnomalyKind.DROP);
        assertThat(drop.direction()).isEqualTo(Direction.DOWN);
        assertThat(drop.moneyAtStake()).isBetween(-75.0, -45.0);
    }

    @Test
    void aNewLevelIsAStepAndIsToldOnce() {
        double[] costs = quiet();
        for (int day = DAY; day < costs.length; day++) {
            costs[day] *= 1.6;
        }
        Anomaly step = foundAt(costs, DAY);
        assertThat(step.kind()).isEqualTo(AnomalyKind.STEP);
        assertThat(search.find(Series.daily(FIRST, costs)))
                .filteredOn(anomaly ->
                        anomaly.start().isAfter(at(DAY)) && anomaly.start().isBefore(at(DAY + 40)))
                .isEmpty();
    }

    @Test
    void stepsAreToldOnceWhateverTheirSize() {
        int told = 0;
        int of = 40;
        for (int seed = 0; seed < of; seed++) {
            double[] costs = quiet(seed);
            double factor = 1.3 + new Random(seed).nextDouble();
            for (int day = DAY; day < costs.length; day++) {
                costs[day] *= factor;
            }
            told += search.find(Series.daily(FIRST, costs)).stream()
                    .filter(anomaly -> anomaly.toldAt().isAfter(at(DAY - 1))
                            && anomaly.toldAt().isBefore(at(DAY + 60)))
                    .count();
        }
        assertThat((double) told / of)
                .as("findings a step, in 60 days that by themselves have a third of an alert")
                .isBetween(0.95, 1.6);
    }

    @Test
    void aFeeThatComesEveryMonthIsNewOnlyOnce() {
        for (int dayOfMonth : new int[] {1, 2, 17, 28}) {
            double[] fees = new double[365];
            for (int day = 60; day < fees.length; day++) {
                fees[day] = FIRST.plusDays(day).getDayOfMonth() == dayOfMonth ? 100 + day % 7 : 0;
            }
            assertThat(search.find(Series.daily(FIRST, fees)))
                    .as("a fee on day %s of the month", dayOfMonth)
                    .singleElement()
                    .extracting(Anomaly::kind)
                    .isEqualTo(AnomalyKind.NEW_SPEND);
            fees[300] = 1_000;
            assertThat(search.find(Series.daily(FIRST, fees)))
                    .as("another, ten times as large")
                    .hasSize(2);
        }
    }

    @Test
    void aLeakIsFoundBeforeItIsLarge() {
        double[] costs = quiet();
        for (int day = DAY; day < costs.length; day++) {
            costs[day] += 0.8 * (day - DAY + 1);
        }
        assertThat(search.find(Series.daily(FIRST, costs))).anySatisfy(anomaly -> {
            assertThat(anomaly.toldAt()).isBetween(at(DAY), at(DAY + 25));
            assertThat(anomaly.direction()).isEqualTo(Direction.UP);
        });
    }

    @Test
    void whatBeginsAndWhatStopsIsToldAsSuch() {
        double[] begins = quiet();
        Arrays.fill(begins, 0, DAY, 0);
        assertThat(foundAt(begins, DAY).kind()).isEqualTo(AnomalyKind.NEW_SPEND);
        double[] stops = quiet();
        Arrays.fill(stops, DAY, stops.length, 0);
        assertThat(foundAt(stops, DAY).kind()).isEqualTo(AnomalyKind.STOPPED_SPEND);
        assertThat(search.find(Series.daily(FIRST, stops)))
                .filteredOn(anomaly -> anomaly.start().isAfter(at(DAY)))
                .isEmpty();
    }

    @Test
    void feesOfTheFirstAndWeekendsAreNoAnomaliesOnceTheyAreKnown() {
        double[] costs = quiet();
        for (int day = 0; day < costs.length; day++) {
            costs[day] *= FIRST.plusDays(day).getDayOfWeek().getValue() > 5 ? 0.5 : 1;
            costs[day] += FIRST.plusDays(day).getDayOfMonth() == 1 ? 900 : 0;
        }
        assertThat(search.find(Series.daily(FIRST, costs)))
                .filteredOn(anomaly -> anomaly.start().isAfter(at(62)))
                .noneMatch(anomaly ->
                        LocalDate.ofInstant(anomaly.start(), ZoneOffset.UTC).getDayOfMonth() == 1);
    }

    @Test
    void aDayThatIsNotFinalIsNotTakenForADropAndATooGreatOneIsToldAsNotFinal() {
        double[] costs = quiet();
        Series.Builder builder = Series.startingAt(at(0), io.smartcost.series.Step.DAY);
        for (int day = 0; day < DAY; day++) {
            builder.add(costs[day]);
        }
        builder.addNotFinal(0.6 * costs[DAY]);
        assertThat(search.find(builder.build()))
                .noneMatch(anomaly -> anomaly.toldAt().equals(at(DAY)));
        builder.addNotFinal(3 * costs[DAY]);
        assertThat(search.find(builder.build())).anySatisfy(anomaly -> {
            assertThat(anomaly.toldAt()).isEqualTo(at(DAY + 1));
            assertThat(anomaly.isFinal()).isFalse();
            assertThat(anomaly.isOngoing()).isTrue();
        });
    }

    @Test
    void howMuchIsMissingIsLearnedAndADropIsToldBeforeItsDayIsFinal() {
        double[] costs = quiet();
        AnomalyStream stream = AnomalyDetector.standard().start(at(0), io.smartcost.series.Step.DAY);
        for (int day = 0; day < DAY; day++) {
            stream.ahead(0.7 * costs[day]);
            stream.next(costs[day]);
        }
        assertThat(stream.ahead(0.7 * costs[DAY]).get(0))
                .satisfies(day -> assertThat(day.isAnomaly(Sensitivity.NORMAL)).isFalse())
                .satisfies(day -> assertThat(day.value()).isBetween(0.9 * costs[DAY], 1.1 * costs[DAY]))
                .satisfies(day -> assertThat(day.isFinal()).isFalse());
        assertThat(stream.ahead(0.3 * costs[DAY]).get(0).isAnomaly(Sensitivity.NORMAL))
                .isTrue();
    }

    @Test
    void whatWasSaidToBeNoAnomalyIsNotToldAgain() {
        double[] costs = quiet();
        costs[DAY] += 80;
        costs[DAY + 50] += 70;
        foundAt(costs, DAY + 50);
        AnomalySearch told = search.with(List.of(new Feedback(at(DAY), Feedback.Verdict.NOT_AN_ANOMALY)));
        assertThat(told.find(Series.daily(FIRST, costs)))
                .noneMatch(anomaly -> anomaly.toldAt().equals(at(DAY)))
                .noneMatch(anomaly -> anomaly.toldAt().equals(at(DAY + 50)));
    }

    @Test
    void aLevelThatIsExpectedFromNowOnIsOrdinaryAtOnce() {
        double[] costs = quiet();
        for (int day = DAY; day < costs.length; day++) {
            costs[day] *= 1.6;
        }
        Series series = Series.daily(FIRST, costs);
        AnomalySearch told = search.with(List.of(new Feedback(at(DAY), Feedback.Verdict.EXPECTED_FROM_NOW_ON)));
        assertThat(search.judge(series).get(DAY + 3).expected().expected()).isLessThan(130);
        assertThat(told.judge(series).get(DAY + 3).expected().expected()).isBetween(145.0, 175.0);
    }

    @Test
    void moreSensitivityFindsMore() {
        double[] costs = quiet();
        Series series = Series.daily(FIRST, costs);
        long few = search.judge(series).stream()
                .filter(judgement -> judgement.isAnomaly(Sensitivity.falseAlertsPerYear(1)))
                .count();
        long many = search.judge(series).stream()
                .filter(judgement -> judgement.isAnomaly(Sensitivity.falseAlertsPerYear(20)))
                .count();
        assertThat(many).isGreaterThan(few);
    }

    @Test
    void anAnomalyOfASumThatItsPartsExplainIsNotToldTwice() {
        double[] quiet = quiet();
        double[] spiky = quiet();
        spiky[DAY] += 80;
        double[] sum = new double[quiet.length];
        Arrays.setAll(sum, day -> quiet[day] / 5 + spiky[day]);
        Subject compute = new Subject(List.of(CostDimension.SERVICE), List.of("compute"), "EUR");
        Subject all = new Subject(List.of(), List.of(), "EUR");
        Anomaly part = of(compute, foundAt(spiky, DAY));
        Anomaly whole = of(all, foundAt(sum, DAY));
        assertThat(AnomalySearch.withoutDoubles(List.of(List.of(part), List.of(whole))))
                .containsExactly(part);
        Anomaly otherMoney = of(new Subject(List.of(), List.of(), "USD"), foundAt(sum, DAY));
        assertThat(AnomalySearch.withoutDoubles(List.of(List.of(part), List.of(otherMoney))))
                .hasSize(2);
    }

    private static Anomaly of(Subject subject, Anomaly found) {
        return new Anomaly(
                subject,
                found.kind(),
                found.direction(),
                found.start(),
                found.end(),
                found.isOngoing(),
                found.isFinal(),
                found.toldAt(),
                found.value(),
                found.expected(),
                found.perYear(),
                found.moneyAtStake());
    }

    private Anomaly foundAt(double[] costs, int day) {
        return search.find(Series.daily(FIRST, costs)).stream()
                .filter(anomaly -> anomaly.toldAt().equals(at(day)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing was told on day " + day));
    }

    private static Instant at(int day) {
        return FIRST.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** A hundred a day, with a twentieth of noise. */
    private static double[] quiet() {
        return quiet(11);
    }

    private static double[] quiet(int seed) {
        Random random = new Random(seed);
        return random.doubles(365)
                .map(ignored -> 100 + 5 * random.nextGaussian())
                .toArray();
    }
}
