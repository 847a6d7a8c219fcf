package io.smartcost.forecast;

import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.series.CostSeries;
import io.smartcost.series.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of one group's costs. Those of several groups in one unit add up with {@link Forecast#sumOf}.
 *
 * @param groupBy the dimensions of the key, without that of time
 * @param key a text a dimension, null where the group's records have none
 * @param unit the currency of a cost; null for a count
 */
public record CostForecast(
        List<Dimension> groupBy,
        List<@Nullable String> key,
        @Nullable String unit,
        Forecast forecast) {
    public CostForecast {
        groupBy = List.copyOf(groupBy);
        key = Collections.unmodifiableList(new ArrayList<>(key));
    }

    /**
     * One forecast for each group and unit.
     *
     * @param table grouped by exactly one of DAY, WEEK and MONTH, and whatever else
     */
    public static List<CostForecast> of(CostTable table, Horizon horizon) {
        return CostSeries.of(table).stream()
                .map(group ->
                        new CostForecast(group.groupBy(), group.key(), group.unit(), forecast(group.series(), horizon)))
                .toList();
    }

    private static Forecast forecast(Series series, Horizon horizon) {
        return Forecast.of(series, horizon.periods(series.time(series.size()), series.step()));
    }
}
