package io.smartcost.benchmarks;

import io.smartcost.anomaly.AnomalyDetector;
import io.smartcost.anomaly.AnomalyStream;
import io.smartcost.anomaly.Judgement;
import io.smartcost.anomaly.Sensitivity;
import io.smartcost.anomaly.rcf.RandomCutForestDetector;
import io.smartcost.series.Step;
import io.smartcost.testkit.series.AlertScore;
import io.smartcost.testkit.series.Controls;
import io.smartcost.testkit.series.GeneratedSeries;
import io.smartcost.testkit.series.LabelledSeries;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/**
 * How much of the generated anomalies each detector finds at one and at two false alerts for each series and year, as a table in
 * Markdown. Ours was tuned on the seeds 1 and 2.
 */
final class AnomalyAccuracy {
    private static final double NANOS_OF_A_MICRO = 1_000;

    private final PrintStream out;
    private List<LabelledSeries> series = List.of();

    AnomalyAccuracy(PrintStream out) {
        this.out = out;
    }

    /** Prints the table for so many series of a seed. */
    void print(int count, long seed) {
        series = GeneratedSeries.seeded(seed).series(count);
        print();
    }

    private void print() {
        out.printf("%nAnomalies in %d series of 540 days%n%n", series.size());
        out.println("| detector | recall at ≤ 1 / ≤ 2 false alerts a series-year | of the money, at ≤ 2 "
                + "| mean delay, days | µs a day |");
        out.println("|---|---|---:|---:|---:|");
        row("always on (control)", one -> filled(one.length()));
        Random random = new Random(1);
        row("random (control)", one -> random.doubles(one.length()).toArray());
        row("oracle (control)", Controls::oracle);
        row("z-score, 30 days", one -> SimpleDetectors.zScore(one.values()));
        row("per cent over the mean of 30 days", one -> SimpleDetectors.overTheMean(one.values()));
        row("weekday median and median distance", one -> SimpleDetectors.weekdayMedian(one.values()));
        row("Random Cut Forest 4.4.0, shingle 1", one -> finals(one, RandomCutForestDetector.ofPoints()));
        row("Random Cut Forest 4.4.0, shingle 7", one -> finals(one, new RandomCutForestDetector(7, 1)));
        AnomalyDetector ours = AnomalyDetector.standard();
        row("**SmartCost**, final values", one -> finals(one, ours));
        row("**SmartCost**, the last three days as they stood", one -> asTheyStood(one, ours));
        List<double[]> scores = series.stream().map(one -> finals(one, ours)).toList();
        double asAsked = 1 / (1 + Sensitivity.NORMAL.falseAlertsPerYear());
        AlertScore flagged = AlertScore.at(series, scores, asAsked);
        out.printf(
                Locale.ROOT,
                "%nAsked for %.0f false alerts a series-year, ours gives %.2f, and finds %.3f.%n",
                Sensitivity.NORMAL.falseAlertsPerYear(),
                flagged.falseAlerts(),
                flagged.recall());
    }

    private void row(String name, Function<LabelledSeries, double[]> detector) {
        List<double[]> scores = new ArrayList<>();
        series.stream().limit(20).map(detector).forEach(scores::add);
        scores.clear(); // These only warmed up.
        long start = System.nanoTime();
        series.forEach(one -> scores.add(detector.apply(one)));
        double micros = (System.nanoTime() - start) / NANOS_OF_A_MICRO / series.size() / GeneratedSeries.DAYS;
        AlertScore one = AlertScore.of(series, scores, 1);
        AlertScore two = AlertScore.of(series, scores, 2);
        out.printf(
                Locale.ROOT,
                "| %s | %.2f / %.2f | %.2f | %s | %.1f |%n",
                name,
                one.recall(),
                two.recall(),
                two.moneyRecall(),
                Double.isNaN(two.meanDelay()) ? "–" : String.format(Locale.ROOT, "%.1f", two.meanDelay()),
                micros);
    }

    private static double[] filled(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Each day is judged once it is final, as of that day. */
    private static double[] finals(LabelledSeries one, AnomalyDetector detector) {
        AnomalyStream stream = detector.start(start(one), Step.DAY);
        return Arrays.stream(one.values())
                .map(value -> stream.next(value).score())
                .toArray();
    }

    /** Each day is judged as it stands on the day itself, on the two after, and when it is final. */
    private static double[] asTheyStood(LabelledSeries one, AnomalyDetector detector) {
        AnomalyStream stream = detector.start(start(one), Step.DAY);
        double[] scores = new double[one.length()];
        for (int today = 0; today < scores.length; today++) {
            int settled = today - LabelledSeries.FINAL_AGE;
            double oddest = settled >= 0 ? stream.next(one.values()[settled]).score() : 0;
            double[] standing = new double[Math.min(LabelledSeries.FINAL_AGE, today + 1)];
            for (int i = 0; i < standing.length; i++) {
                int age = standing.length - 1 - i;
                standing[i] = one.standing(today - age, age);
            }
            for (Judgement judgement : stream.ahead(standing)) {
                oddest = Math.max(oddest, judgement.score());
            }
            scores[today] = oddest;
        }
        return scores;
    }

    private static Instant start(LabelledSeries one) {
        return one.firstDay().atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
