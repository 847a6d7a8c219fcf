package io.smartcost.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The JSON forms of a query and of its answer. They are stable: a later version reads what an earlier one wrote.
 *
 * <pre>{@code
 * {"days": {"start": "2026-08-01", "end": "2026-09-01"},
 *  "where": {"and": [{"dimension": "PROVIDER", "in": ["AWS"]}, {"not": {"dimension": "tag:env", "absent": true}}]},
 *  "groupBy": ["DAY", "tag:env"], "measure": "EFFECTIVE", "order": "LARGEST_FIRST", "limit": 10}
 *
 * {"groupBy": ["DAY"],
 *  "rows": [{"key": ["2026-08-01"], "unit": "USD", "value": "12.345", "unknown": 0}],
 *  "periods": [{"days": {"start": "2026-08-01", "end": "2026-08-02"}, "completeness": "FINAL"}]}
 * }</pre>
 *
 * <p>In a query all but the days may be left out. Further filters are {@code startsWith}, {@code contains} and {@code or}; further
 * measures {@code BILLED}, {@code LIST}, {@code CONTRACTED}, {@code QUANTITY}, {@code RECORDS} and {@code {"distinct": "SERVICE"}}.
 * The tenant is not part of a query's JSON: whoever sends it must not be the one who chooses. Values are texts, so that no reader
 * takes them for floating point. Thread-safe.
 */
public final class CostJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CostJson() {}

    public static String write(CostQuery query) {
        ObjectNode json = NODES.objectNode();
        json.set("days", days(query.days()));
        if (!query.filter().equals(Filter.all())) {
            json.set("where", FilterJson.write(query.filter()));
        }
        json.set("groupBy", dimensions(query.groupBy()));
        json.set("measure", measure(query.measure()));
        json.put("order", query.order().name());
        if (query.limit() != CostQuery.NO_LIMIT) {
            json.put("limit", query.limit());
        }
        return json.toString();
    }

    /**
     * @param tenant whose costs the query is about, whatever the JSON says
     * @throws IllegalArgumentException if the text is not a query; the message says where and what is expected
     */
    public static CostQuery readQuery(Tenant tenant, String text) {
        JsonNode json = parse(text);
        requireKnownFields(json, "days", "where", "groupBy", "measure", "order", "limit");
        CostQuery query = CostQuery.of(tenant, days(require(json, "days")));
        if (json.has("where")) {
            query = query.where(FilterJson.read(json.get("where")));
        }
        if (json.has("groupBy")) {
            query = query.groupBy(dimensions(json.get("groupBy")));
        }
        if (json.has("measure")) {
            query = query.measure(measure(json.get("measure")));
        }
        if (json.has("order")) {
            query = query.orderBy(constant(Order.class, json.get("order")));
        }
        if (json.has("limit")) {
            JsonNode limit = json.get("limit");
            if (!limit.isIntegralNumber() || !limit.canConvertToInt()) {
                throw new IllegalArgumentException("'limit' must be a whole number, got " + limit);
            }
            query = query.limit(limit.intValue());
        }
        return query;
    }

    public static String write(CostTable table) {
        ObjectNode json = NODES.objectNode();
        json.set("groupBy", dimensions(table.groupBy()));
        ArrayNode rows = json.putArray("rows");
        for (CostTable.Row row : table.rows()) {
            ObjectNode node = rows.addObject();
            ArrayNode key = node.putArray("key");
            row.key().forEach(key::add);
            BigDecimal value = row.value();
            node.put("unit", row.unit()).put("value", value == null ? null : value.toPlainString());
            node.put("unknown", row.unknown());
        }
        ArrayNode periods = json.putArray("periods");
        for (CostTable.Period period : table.periods()) {
            ObjectNode node = periods.addObject();
            node.set("days", days(period.days()));
            node.put("completeness", period.completeness().name());
        }
        return json.toString();
    }

    /** @throws IllegalArgumentException if the text is not an answer that was written here */
    public static CostTable readTable(String text) {
        JsonNode json = parse(text);
        List<CostTable.Row> rows = new ArrayList<>();
        for (JsonNode row : require(json, "rows")) {
            List<@Nullable String> key = new ArrayList<>();
            require(row, "key").forEach(part -> key.add(part.textValue()));
            String value = require(row, "value").textValue();
            rows.add(new CostTable.Row(
                    key,
                    require(row, "unit").textValue(),
                    value == null ? null : new BigDecimal(value),
                    require(row, "unknown").longValue()));
        }
        List<CostTable.Period> periods = new ArrayList<>();
        for (JsonNode period : require(json, "periods")) {
            periods.add(new CostTable.Period(
                    days(require(period, "days")), constant(Completeness.class, require(period, "completeness"))));
        }
        return new CostTable(dimensions(require(json, "groupBy")), rows, periods);
    }

    static JsonNode require(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            throw new IllegalArgumentException("'" + field + "' is missing in " + abridged(json));
        }
        return value;
    }

    /** A misspelt field would otherwise be a filter that is silently not applied. */
    static void requireKnownFields(JsonNode json, String... known) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("Expected a JSON object, got " + abridged(json));
        }
        List<String> allowed = List.of(known);
        json.fieldNames().forEachRemaining(field -> {
            if (!allowed.contains(field)) {
                throw new IllegalArgumentException("'" + field + "' is not known here; expected one of " + allowed);
            }
        });
    }

    static String text(JsonNode json) {
        if (!json.isTextual()) {
            throw new IllegalArgumentException("Expected a text, got " + abridged(json));
        }
        return json.textValue();
    }

    static String abridged(JsonNode json) {
        String text = json.toString();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage() + " at line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        }
    }

    private static ObjectNode days(DayRange days) {
        return NODES.objectNode()
                .put("start", days.start().toString())
                .put("end", days.end().toString());
    }

    private static DayRange days(JsonNode json) {
        requireKnownFields(json, "start", "end");
        return new DayRange(day(require(json, "start")), day(require(json, "end")));
    }

    private static LocalDate day(JsonNode json) {
        try {
            return LocalDate.parse(text(json));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Expected a day such as 2026-08-01, got " + abridged(json), e);
        }
    }

    private static ArrayNode dimensions(List<Dimension> dimensions) {
        ArrayNode json = NODES.arrayNode();
        dimensions.forEach(dimension -> json.add(dimension.id()));
        return json;
    }

    private static List<Dimension> dimensions(JsonNode json) {
        if (!json.isArray()) {
            throw new IllegalArgumentException("'groupBy' must be a list of dimensions, got " + abridged(json));
        }
        List<Dimension> dimensions = new ArrayList<>();
        json.forEach(dimension -> dimensions.add(Dimension.parse(text(dimension))));
        return dimensions;
    }

    private static JsonNode measure(Measure measure) {
        if (measure instanceof Measure.Distinct distinct) {
            return NODES.objectNode().put("distinct", distinct.dimension().id());
        }
        if (measure instanceof Measure.Cost cost) {
            return NODES.textNode(cost.metric().name());
        }
        return NODES.textNode(measure.equals(Measure.QUANTITY) ? "QUANTITY" : "RECORDS");
    }

    private static Measure measure(JsonNode json) {
        if (json.isObject()) {
            requireKnownFields(json, "distinct");
            return Measure.distinct(Dimension.parse(text(require(json, "distinct"))));
        }
        return switch (text(json).toUpperCase(Locale.ROOT)) {
            case "BILLED" -> Measure.BILLED;
            case "EFFECTIVE" -> Measure.EFFECTIVE;
            case "LIST" -> Measure.LIST;
            case "CONTRACTED" -> Measure.CONTRACTED;
            case "QUANTITY" -> Measure.QUANTITY;
            case "RECORDS" -> Measure.RECORDS;
            default -> throw new IllegalArgumentException("No measure is called " + abridged(json));
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode json) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text(json))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "Expected one of " + List.of(type.getEnumConstants()) + ", got " + abridged(json));
    }
}
