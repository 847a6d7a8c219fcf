package io.smartcost.benchmarks;

import io.smartcost.series.EstimatedRange;
import java.util.List;

/** How far the forecasts of many series were off, as competitions count it. Not thread-safe. */
final class ForecastScore {
    private double symmetric;
    private double scaled;
    private double inTotal;
    private double widths;
    private int series;
    private long covered;
    private long judged;

    void add(TestSeries test, double[] forecast) {
        double scale = test.scale();
        double symmetricSum = 0;
        double scaledSum = 0;
        double came = 0;
        double expected = 0;
        int count = 0;
        for (int k = 0; k < forecast.length; k++) {
            double actual = test.future()[k];
            if (Double.isNaN(actual)) {
                continue;
            }
            double size = Math.abs(actual) + Math.abs(forecast[k]);
            symmetricSum += size > 0 ? 200 * Math.abs(actual - forecast[k]) / size : 0;
            scaledSum += Math.abs(actual - forecast[k]) / scale;
            came += actual;
            expected += forecast[k];
            count++;
        }
        if (count > 0 && scale > 0) {
            symmetric += symmetricSum / count;
            scaled += scaledSum / count;
            inTotal += came == 0 && expected == 0
                    ? 0
                    : 200 * Math.abs(came - expected) / (Math.abs(came) + Math.abs(expected));
            series++;
        }
    }

    void addRanges(TestSeries test, List<EstimatedRange> ranges) {
        double scale = test.scale();
        for (int k = 0; k < ranges.size() && scale > 0; k++) {
            double actual = test.future()[k];
            if (!Double.isNaN(actual)) {
                covered += ranges.get(k).contains(actual) ? 1 : 0;
                judged++;
                widths += (ranges.get(k).upper() - ranges.get(k).lower()) / scale;
            }
        }
    }

    /** The mean of 200 |y − f| / (|y| + |f|). */
    double smape() {
        return symmetric / series;
    }

    /** The mean absolute error, divided by that of repeating the last season in the past. */
    double mase() {
        return scaled / series;
    }

    /** The same as {@link #smape} of the sum of all that was forecast, such as a month's. */
    double smapeOfTotal() {
        return inTotal / series;
    }

    double owa(ForecastScore naive) {
        return (smape() / naive.smape() + mase() / naive.mase()) / 2;
    }

    double coverage() {
        return 100.0 * covered / judged;
    }

    double width() {
        return widths / judged;
    }

    boolean hasRanges() {
        return judged > 0;
    }
}
