package io.smartcost.benchmarks;

import io.smartcost.forecast.Forecast;
import io.smartcost.forecast.Restatements;
import io.smartcost.model.Percent;
import io.smartcost.series.EstimatedRange;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Forecasts invented series as we do and as others do, and prints how far each is off. */
final class ForecastAccuracy {
    private final PrintStream out;

    ForecastAccuracy(PrintStream out) {
        this.out = out;
    }

    /**
     * @param count how many series of each kind
     * @param seed other seeds make other series
     */
    void print(int count, long seed) {
        print("Daily costs of services, 30 days ahead", CostDays.of(Math.max(1, count / 30), seed));
        print("Weekly, 13 ahead", CompetitionSeries.weekly(count, seed));
        print("Hourly, 48 ahead", CompetitionSeries.hourly(count, seed));
        print("Daily withdrawals with gaps and zeros, 56 ahead", CompetitionSeries.daily(count, seed));
        print("Monthly business, 18 ahead", CompetitionSeries.monthly(count, seed));
    }

    private void print(String title, List<TestSeries> all) {
        ForecastScore ours = new ForecastScore();
        long nanos = 0;
        for (TestSeries test : all) {
            long before = System.nanoTime();
            List<EstimatedRange> points = Forecast.of(
                            test.series(), test.future().length, test.season(), Restatements.unknown())
                    .atConfidence(Percent.percent(95))
                    .points();
            nanos += System.nanoTime() - before;
            ours.add(test, points.stream().mapToDouble(EstimatedRange::expected).toArray());
            ours.addRanges(test, points);
        }
        out.printf(Locale.ROOT, "%n%s: %,d series%n%n", title, all.size());
        out.println("| | OWA | sMAPE | MASE | sMAPE of the total | 95 % interval covers | its mean width |");
        out.println("|---|---:|---:|---:|---:|---:|---:|");
        ForecastScore naive = score(Rival.NAIVE, all);
        row("**SmartCost**", ours, naive);
        for (Rival rival : Rival.values()) {
            row(rival.title(), score(rival, all), naive);
        }
        out.printf(Locale.ROOT, "%nA forecast took %.1f ms on average.%n", nanos / 1e6 / all.size());
    }

    private static ForecastScore score(Rival rival, List<TestSeries> all) {
        ForecastScore score = new ForecastScore();
        for (TestSeries test : all) {
            score.add(
                    test,
                    rival.forecast(
                            filled(test.past()),
                            rival == Rival.NAIVE ? test.scaledBy() : test.season(),
                            test.future().length));
        }
        return score;
    }

    /** With the value of a week ago in the gaps, since the others know no gaps. */
    private static double[] filled(double[] values) {
        double[] filled = values.clone();
        for (int t = 0; t < filled.length; t++) {
            if (Double.isNaN(filled[t])) {
                filled[t] = t >= 7 ? filled[t - 7] : 0;
            }
        }
        return filled;
    }

    private void row(String title, ForecastScore score, ForecastScore naive) {
        String ranges = score.hasRanges()
                ? String.format(Locale.ROOT, "%.1f %% | %.2f", score.coverage(), score.width())
                : "– | –";
        out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.2f | %.3f | %.2f | %s |%n",
                title,
                score.owa(naive),
                score.smape(),
                score.mase(),
                score.smapeOfTotal(),
                ranges);
    }
}
