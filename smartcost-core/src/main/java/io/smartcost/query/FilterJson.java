package io.smartcost.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The {@code where} of a query's JSON; see {@link CostJson}. */
final class FilterJson {
    /** Deeper than a person would nest, shallower than any stack. */
    private static final int DEEPEST = 64;

    private FilterJson() {}

    static ObjectNode write(Filter filter) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (filter instanceof Filter.And and) {
            return json.set("and", write(and.filters()));
        }
        if (filter instanceof Filter.Or or) {
            return json.set("or", write(or.filters()));
        }
        if (filter instanceof Filter.Not not) {
            return json.set("not", write(not.filter()));
        }
        json.put("dimension", ((Filter.OnDimension) filter).dimension().id());
        if (filter instanceof Filter.In in) {
            ArrayNode values = json.putArray("in");
            in.values().forEach(values::add);
            return json;
        }
        if (filter instanceof Filter.StartsWith startsWith) {
            return json.put("startsWith", startsWith.prefix());
        }
        if (filter instanceof Filter.Contains contains) {
            return json.put("contains", contains.part());
        }
        return json.put("absent", true);
    }

    private static ArrayNode write(List<Filter> filters) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        filters.forEach(filter -> json.add(write(filter)));
        return json;
    }

    static Filter read(JsonNode json) {
        return read(json, 0);
    }

    private static Filter read(JsonNode json, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("A filter may be nested " + DEEPEST + " deep, this one is deeper");
        }
        CostJson.requireKnownFields(json, "and", "or", "not", "dimension", "in", "startsWith", "contains", "absent");
        if (json.has("dimension")) {
            return leaf(Dimension.parse(CostJson.text(json.get("dimension"))), json);
        }
        if (json.size() == 1 && json.has("not")) {
            return read(json.get("not"), depth + 1).not();
        }
        if (json.size() == 1 && json.has("and")) {
            return new Filter.And(filters(json.get("and"), depth));
        }
        if (json.size() == 1 && json.has("or")) {
            return new Filter.Or(filters(json.get("or"), depth));
        }
        throw notAFilter(json);
    }

    private static Filter leaf(Dimension dimension, JsonNode json) {
        if (json.size() == 2) {
            if (json.has("in")) {
                List<String> values = new ArrayList<>();
                list(json.get("in")).forEach(value -> values.add(CostJson.text(value)));
                return new Filter.In(dimension, values);
            }
            if (json.has("startsWith")) {
                return dimension.startsWith(CostJson.text(json.get("startsWith")));
            }
            if (json.has("contains")) {
                return dimension.contains(CostJson.text(json.get("contains")));
            }
            if (json.path("absent").booleanValue()) {
                return dimension.isAbsent();
            }
        }
        throw notAFilter(json);
    }

    private static List<Filter> filters(JsonNode json, int depth) {
        List<Filter> filters = new ArrayList<>();
        list(json).forEach(filter -> filters.add(read(filter, depth + 1)));
        return filters;
    }

    private static JsonNode list(JsonNode json) {
        if (!json.isArray()) {
            throw new IllegalArgumentException("Expected a list, got " + CostJson.abridged(json));
        }
        return json;
    }

    private static IllegalArgumentException notAFilter(JsonNode json) {
        return new IllegalArgumentException(
                "A filter is {\"and\": […]}, {\"or\": […]}, {\"not\": {…}} or a dimension with one of"
                        + " in, startsWith, contains and absent; got " + CostJson.abridged(json));
    }
}
