package io.smartcost.provider.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Puts the few expressions that our statements have into DuckDB's words. What it does not know DuckDB refuses. */
final class Translation {
    private static final Pattern LABELS = Pattern.compile(
            "TO_JSON_STRING\\(ARRAY\\(SELECT AS STRUCT l\\.key, l\\.value FROM UNNEST\\(([\\w.]+)\\) AS l"
                    + "( WHERE l\\.key IN UNNEST\\(@labels\\))? ORDER BY l\\.key, l\\.value\\)\\)");
    private static final Pattern AMOUNTS = Pattern.compile("ARRAY_AGG\\((.+) IGNORE NULLS\\)");

    private Translation() {}

    static String toDuckDb(String sql, JsonNode parameters) {
        String duckDb = LABELS.matcher(sql)
                .replaceAll(match -> Matcher.quoteReplacement(
                        "to_json(list_sort([{'key': l.key, 'value': l.value} for l in coalesce(" + match.group(1)
                                + ", [])" + (match.group(2) == null ? "" : " if list_contains(@labels, l.key)")
                                + "]))"));
        duckDb = AMOUNTS.matcher(duckDb).replaceAll("list($1) FILTER (WHERE ($1) IS NOT NULL)");
        duckDb = duckDb.replace("DATE(t.usage_start_time)", "CAST(t.usage_start_time AS DATE)")
                .replace("UNIX_MICROS(", "epoch_us(")
                .replace("[SAFE_OFFSET(n - 1)]", "[n]")
                .replace(
                        "UNNEST(GENERATE_ARRAY(0, IFNULL(ARRAY_LENGTH(t.credits), 0))) AS n",
                        "UNNEST(range(0, ifnull(len(t.credits), 0) + 1)) AS u(n)")
                .replaceAll("FROM `[^`]+` AS t", "FROM export AS t");
        for (JsonNode parameter : parameters) {
            duckDb = duckDb.replace("@" + parameter.get("name").asText(), literal(parameter.get("parameterValue")));
        }
        return duckDb;
    }

    private static String literal(JsonNode value) {
        if (value.has("arrayValues")) {
            return StreamSupport.stream(value.get("arrayValues").spliterator(), false)
                    .map(each -> "'" + each.get("value").asText().replace("'", "''") + "'")
                    .collect(Collectors.joining(", ", "[", "]::VARCHAR[]"));
        }
        return "CAST('" + value.get("value").asText() + "' AS TIMESTAMP)";
    }
}
