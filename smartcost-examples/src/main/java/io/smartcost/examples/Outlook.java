package io.smartcost.examples;

import static io.smartcost.forecast.Horizon.days;
import static io.smartcost.model.Percent.percent;
import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.SERVICE;

import io.smartcost.Costs;
import io.smartcost.SmartCost;
import io.smartcost.anomaly.Anomaly;
import io.smartcost.forecast.CostForecast;
import io.smartcost.provider.focus.FocusFiles;
import io.smartcost.series.EstimatedRange;
import java.nio.file.Path;

/** Reads a folder of FOCUS files and tells what the next 30 days will cost, and what was odd about the last 60 and why. */
public final class Outlook {
    private Outlook() {}

    /** @param args the folder of FOCUS files, and the folder to keep their costs in */
    public static void main(String[] args) {
        FocusFiles exports = FocusFiles.in(Path.of(args[0]));
        try (SmartCost smartCost =
                SmartCost.builder().provider(exports).folder(Path.of(args[1])).build()) {
            System.out.println(smartCost.sync().since(lastDays(365)).run().summary());
            tellWhatItWillCost(smartCost);
            tellWhatIsOdd(smartCost);
        }
    }

    private static void tellWhatItWillCost(SmartCost smartCost) {
        // README forecast
        for (CostForecast forecast : smartCost.costs().during(lastDays(365)).forecasts(days(30))) {
            EstimatedRange month = forecast.forecast().atConfidence(percent(80)).total();
            System.out.printf(
                    "30 days: %.2f %s, or %.2f to %.2f%n",
                    month.expected(), forecast.unit(), month.lower(), month.upper());
            System.out.println("  " + forecast.forecast().accuracy());
        }
        // README forecast
    }

    private static void tellWhatIsOdd(SmartCost smartCost) {
        // README anomalies
        Costs costs = smartCost.costs().during(lastDays(60)).groupBy(SERVICE);
        for (Anomaly odd : costs.anomalies()) {
            System.out.printf(
                    "%s %s %s%n", odd.toldAt(), odd.kind(), odd.subject().key());
            costs.explain(odd).forEach(why -> System.out.println("  " + why.sentence()));
        }
        // README anomalies
    }
}
