package io.smartcost.provider.aws;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * A line of a bill, as AWS has it before it adds anything up.
 *
 * @param values by the name of the dimension, or {@code tag:} and the key; what is not there is absent
 * @param costs by the name of the metric
 */
record Charge(
        Instant hour,
        Map<String, String> values,
        String currency,
        Map<String, BigDecimal> costs,
        BigDecimal quantity,
        String unit) {
    String value(String name) {
        String absent = name.startsWith("tag:") ? "" : name.equals("REGION") ? "NoRegion" : "No" + name;
        return values.getOrDefault(name, absent);
    }
}
