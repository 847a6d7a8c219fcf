package io.smartcost.testkit.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of the labelled anomalies a detector finds at a bounded number of false alerts.
 *
 * <p>The detector gives each day a score, on the day itself. An alert is a stretch of days whose scores reach a threshold, and it is
 * told on its first day. It finds an anomaly if it begins on one of the anomaly's days or, as costs are final only then, up to
 * three days later; an alarm that was on before finds nothing. Alerts that begin within ten days after an anomaly, when costs fall
 * back, count neither way. All others are false, those about benign events too. Alerts of a series' first 28 days do not count.
 *
 * @param threshold the lowest that keeps the bound
 * @param recall the part of the anomalies that are found
 * @param moneyRecall the same, each anomaly weighing what it cost or saved
 * @param meanDelay days from an anomaly's first to the alert, over those found
 * @param falseAlerts false alerts for each series and year
 * @param found for each anomaly in order of series and days, whether it is found
 */
public record AlertScore(
        double threshold,
        double recall,
        double moneyRecall,
        double meanDelay,
        double falseAlerts,
        List<Boolean> found) {
    private static final int STEPS = 60;
    private static final int LEARNING_DAYS = 28;
    private static final int GRACE_DAYS = LabelledSeries.FINAL_AGE;
    private static final int AFTERMATH_DAYS = 10;
    private static final double DAYS_OF_A_YEAR = 365.25;

    /**
     * The score at the threshold that finds most while false alerts stay within a bound.
     *
     * @param scores for each series the score told on each day, higher for odder; NaN for none
     */
    public static AlertScore of(List<LabelledSeries> series, List<double[]> scores, double falseAlertsPerYear) {
        double[] candidates = scores.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .distinct()
                .toArray();
        AlertScore best = at(series, scores, Double.POSITIVE_INFINITY);
        if (candidates.length == 0) {
            return best;
        }
        // False alerts rise as the threshold falls, but for alerts that grow together: a coarse look, then a fine one.
        int last = candidates.length - 1;
        int around = 0;
        for (int step = 0; step <= STEPS; step++) {
            int rank = (int) (last * Math.pow(10, -5.0 * (STEPS - step) / STEPS));
            AlertScore score = at(series, scores, candidates[last - rank]);
            if (score.falseAlerts <= falseAlertsPerYear && score.recall >= best.recall) {
                best = score;
                around = rank;
            }
        }
        for (int step = -STEPS; step <= STEPS; step++) {
            int rank = (int) Math.max(0, Math.min(last, around * (1 + 0.3 * step / STEPS)));
            AlertScore score = at(series, scores, candidates[last - rank]);
            if (score.falseAlerts <= falseAlertsPerYear && score.recall > best.recall) {
                best = score;
            }
        }
        return best;
    }

    /** The score at a given threshold. */
    public static AlertScore at(List<LabelledSeries> series, List<double[]> scores, double threshold) {
        List<Boolean> found = new ArrayList<>();
        double money = 0;
        double moneyFound = 0;
        double delays = 0;
        int falseAlerts = 0;
        int hits = 0;
        double years = 0;
        for (int i = 0; i < series.size(); i++) {
            LabelledSeries one = series.get(i);
            years += (one.length() - LEARNING_DAYS) / DAYS_OF_A_YEAR;
            List<SpendEvent> anomalies =
                    one.events().stream().filter(e -> e.kind().isAnomaly()).toList();
            int[] delay = new int[anomalies.size()];
            Arrays.fill(delay, -1);
            falseAlerts += match(anomalies, scores.get(i), threshold, delay);
            for (int e = 0; e < delay.length; e++) {
                double weight = Math.abs(anomalies.get(e).money());
                money += weight;
                found.add(delay[e] >= 0);
                if (delay[e] >= 0) {
                    hits++;
                    moneyFound += weight;
                    delays += delay[e];
                }
            }
        }
        return new AlertScore(
                threshold,
                found.isEmpty() ? 0 : (double) hits / found.size(),
                money == 0 ? 0 : moneyFound / money,
                hits == 0 ? Double.NaN : delays / hits,
                years == 0 ? 0 : falseAlerts / years,
                found);
    }

    /** Notes the delay of each anomaly that is found, and counts the false alerts. */
    private static int match(List<SpendEvent> anomalies, double[] scores, double threshold, int[] delay) {
        int falseAlerts = 0;
        boolean on = false;
        for (int day = 0; day < scores.length; day++) {
            boolean begins = scores[day] >= threshold && !on;
            on = scores[day] >= threshold;
            if (!begins || day < LEARNING_DAYS) {
                continue;
            }
            int match = -1;
            boolean aftermath = false;
            for (int e = 0; e < anomalies.size(); e++) {
                SpendEvent event = anomalies.get(e);
                if (day >= event.first() && day <= event.last() + GRACE_DAYS) {
                    match = e;
                }
                aftermath |= day > event.last() && day <= event.last() + AFTERMATH_DAYS;
            }
            if (match >= 0) {
                if (delay[match] < 0) {
                    delay[match] = day - anomalies.get(match).first();
                }
            } else if (!aftermath) {
                falseAlerts++;
            }
        }
        return falseAlerts;
    }
}
