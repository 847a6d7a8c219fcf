package io.smartcost.provider.opencost;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One allocation of an answer, field by field. A field that is there with null is unknown: that is how NaN is written. */
final class AllocationFields {
    /** Far above what a rounded floating point number has; sums of such stay small. */
    private static final int MOST_DIGITS = 100;

    private final JsonNode fields;

    AllocationFields(JsonNode fields) throws UnreadableAllocation {
        if (!fields.isObject()) {
            throw new UnreadableAllocation(null, "it is no JSON object");
        }
        this.fields = fields;
    }

    boolean has(String field) {
        return fields.has(field);
    }

    /** The number of a field, or null if it is unknown or not there. */
    @Nullable
    BigDecimal number(String field) throws UnreadableAllocation {
        JsonNode node = fields.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isNumber()) {
            throw new UnreadableAllocation(field, "it is no number");
        }
        BigDecimal number = node.decimalValue();
        if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new UnreadableAllocation(field, "it has more than " + MOST_DIGITS + " digits");
        }
        return number;
    }

    /** Where the set that the allocation is of begins or ends, or null if it does not say. */
    @Nullable
    Instant windowEdge(String edge) throws UnreadableAllocation {
        JsonNode node = fields.path("window").path(edge);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(node.asText()).toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableAllocation("window", "its " + edge + " is no date and time");
        }
    }

    /** A property that is there and not empty, or null. */
    @Nullable
    String property(String name) {
        String text = fields.path("properties").path(name).asText("");
        return text.isEmpty() ? null : text;
    }

    void putLabels(String property, Map<String, String> into) {
        for (Map.Entry<String, JsonNode> label :
                fields.path("properties").path(property).properties()) {
            if (label.getValue().isTextual() && !label.getKey().isEmpty()) {
                into.put(label.getKey(), label.getValue().textValue());
            }
        }
    }
}
