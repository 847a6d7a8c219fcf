package io.smartcost.provider.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcost.model.CostMetric;
import io.smartcost.model.DayRange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What is asked and how. */
record QueryOptions(
        URI endpoint,
        List<Grouping> groupings,
        boolean inUsDollars,
        boolean amortized,
        String clientType,
        Duration timeout,
        Clock clock,
        int finalAfter) {
    private static final String API_VERSION = "2025-03-01";

    QueryOptions endpoint(URI changed) {
        return new QueryOptions(changed, groupings, inUsDollars, amortized, clientType, timeout, clock, finalAfter);
    }

    QueryOptions groupings(List<Grouping> changed) {
        return new QueryOptions(endpoint, changed, inUsDollars, amortized, clientType, timeout, clock, finalAfter);
    }

    QueryOptions inUsDollars(boolean changed) {
        return new QueryOptions(endpoint, groupings, changed, amortized, clientType, timeout, clock, finalAfter);
    }

    QueryOptions amortized(boolean changed) {
        return new QueryOptions(endpoint, groupings, inUsDollars, changed, clientType, timeout, clock, finalAfter);
    }

    QueryOptions clientType(String changed) {
        return new QueryOptions(endpoint, groupings, inUsDollars, amortized, changed, timeout, clock, finalAfter);
    }

    QueryOptions timeout(Duration changed) {
        return new QueryOptions(endpoint, groupings, inUsDollars, amortized, clientType, changed, clock, finalAfter);
    }

    QueryOptions clock(Clock changed) {
        return new QueryOptions(endpoint, groupings, inUsDollars, amortized, clientType, timeout, changed, finalAfter);
    }

    QueryOptions finalAfter(int changed) {
        return new QueryOptions(endpoint, groupings, inUsDollars, amortized, clientType, timeout, clock, changed);
    }

    /** The costs that are asked for, one question each. */
    List<CostMetric> metrics() {
        return amortized ? List.of(CostMetric.BILLED, CostMetric.EFFECTIVE) : List.of(CostMetric.BILLED);
    }

    URI address(AzureScope scope) {
        return URI.create(endpoint + scope.encodedPath() + "/providers/Microsoft.CostManagement/query?api-version="
                + API_VERSION);
    }

    /** What Cost Management calls a question for this cost. */
    static String type(CostMetric metric) {
        return metric == CostMetric.BILLED ? "ActualCost" : "AmortizedCost";
    }

    /** The question for a cost on these days, as JSON. */
    byte[] question(CostMetric metric, DayRange days) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put("type", type(metric));
        question.put("timeframe", "Custom");
        // The last second belongs to the period.
        question.putObject("timePeriod")
                .put("from", days.start() + "T00:00:00Z")
                .put("to", days.end().minusDays(1) + "T23:59:59Z");
        ObjectNode dataset = question.putObject("dataset");
        dataset.put("granularity", "Daily");
        dataset.putObject("aggregation")
                .putObject("totalCost")
                .put("name", inUsDollars ? "CostUSD" : "Cost")
                .put("function", "Sum");
        for (Grouping grouping : groupings) {
            dataset.withArray("grouping")
                    .addObject()
                    .put("type", grouping.type())
                    .put("name", grouping.name());
        }
        return question.toString().getBytes(StandardCharsets.UTF_8);
    }
}
