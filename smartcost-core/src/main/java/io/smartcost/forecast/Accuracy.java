package io.smartcost.forecast;

import java.util.Locale;

/**
 * How well a series would have been forecast in its own past: from several points in time, with what was known then. The forecast
 * that was tested is the combination, whose weights come from the same tests, so that the error to come is a little larger.
 *
 * @param origins from how many points in time; 0 if there was too little to test on
 * @param horizon how many points were forecast from each
 * @param meanAbsoluteError in the unit of the series
 * @param relativeError the same as a part of the mean absolute value that came; 0 if that is 0
 * @param errorOfRepeating the mean absolute error of repeating the last season, or the last value if there is no season
 */
public record Accuracy(
        int origins, int horizon, double meanAbsoluteError, double relativeError, double errorOfRepeating) {
    static final Accuracy NONE = new Accuracy(0, 0, 0, 0, 0);

    /** In words, for people. */
    @Override
    public String toString() {
        if (origins == 0) {
            return "not tested: too few points are known";
        }
        return String.format(
                Locale.ROOT,
                "off by %.1f %% on average, in %d forecasts of %d points of the past; repeating what was before is off by %.4g, this by %.4g",
                100 * relativeError,
                origins,
                horizon,
                errorOfRepeating,
                meanAbsoluteError);
    }
}
