package io.smartcost.provider.aws;

import io.smartcost.model.DayRange;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastResponse;

/**
 * What AWS expects to be charged. Estimates, all of them.
 *
 * @param currency in which the estimates are, null if AWS told none
 * @param total of all days, null if AWS told none
 * @param points in the order of their days
 */
public record AwsForecast(
        @Nullable String currency, @Nullable BigDecimal total, List<Point> points) {
    public AwsForecast {
        points = List.copyOf(points);
    }

    /**
     * The forecast of a day or more; what AWS did not tell is null.
     *
     * @param mean what is expected
     * @param lower with the asked confidence it is not less
     * @param upper with the asked confidence it is not more
     */
    public record Point(
            DayRange days,
            @Nullable BigDecimal mean,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper) {}

    static AwsForecast of(GetCostForecastResponse answer) {
        List<Point> points = answer.forecastResultsByTime().stream()
                .map(result -> new Point(
                        Told.days(result.timePeriod()),
                        Told.decimal("MeanValue", result.meanValue()),
                        Told.decimal("PredictionIntervalLowerBound", result.predictionIntervalLowerBound()),
                        Told.decimal("PredictionIntervalUpperBound", result.predictionIntervalUpperBound())))
                .toList();
        return answer.total() == null
                ? new AwsForecast(null, null, points)
                : new AwsForecast(
                        Told.text(answer.total().unit()),
                        Told.decimal("Total", answer.total().amount()),
                        points);
    }
}
