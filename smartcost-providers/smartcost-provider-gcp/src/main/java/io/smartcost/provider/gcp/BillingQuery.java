package io.smartcost.provider.gcp;

import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.StandardSQLTypeName;
import io.smartcost.model.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statements. The one that reads costs gives a row for each day and each combination of texts; a row of the export becomes one
 * charge ({@code n = 0}) and one for each of its credits. The amounts of a row come one by one and are added up here: BigQuery's own
 * sums of floating-point numbers are neither exact nor the same each time.
 *
 * @param labels the keys of the labels to tell charges apart by, or null for all
 */
record BillingQuery(
        BillingTable table, TableFacts facts, @Nullable List<String> labels, boolean byResource) {
    private static final String CREDIT = "t.credits[SAFE_OFFSET(n - 1)].";
    private static final String FROM_TABLE = "\nFROM `%s` AS t";

    /** The columns of the answer, in its order, each with its expression: first what charges are told apart by. */
    Map<Output, String> outputs() {
        Map<Output, String> outputs = new LinkedHashMap<>();
        for (Output output : Output.values()) {
            if (facts.has(output.path()) && (byResource || !output.path().startsWith("resource."))) {
                outputs.put(output, expression(output));
            }
        }
        return outputs;
    }

    private String expression(Output output) {
        String column = "t." + output.path();
        return switch (output.kind()) {
            case DAY -> "DATE(" + column + ")";
            case TEXT -> column;
            case CREDIT_TEXT -> CREDIT + output.path().substring("credits.".length());
            case LABELS -> labels(column);
            case IS_CREDIT -> "n > 0";
            case CHARGES -> "COUNT(*)";
            case AMOUNT -> "ARRAY_AGG(IF(n = 0, " + column + ", NULL) IGNORE NULLS)";
            case CREDIT_AMOUNT -> "ARRAY_AGG(" + CREDIT + "amount IGNORE NULLS)";
        };
    }

    private String labels(String column) {
        return "TO_JSON_STRING(ARRAY(SELECT AS STRUCT l.key, l.value FROM UNNEST(" + column + ") AS l"
                + (labels == null ? "" : " WHERE l.key IN UNNEST(@labels)") + " ORDER BY l.key, l.value))";
    }

    QueryJobConfiguration costs(DayRange days) {
        Map<Output, String> outputs = outputs();
        long keys = outputs.keySet().stream().filter(Output::isKey).count();
        List<String> groups = IntStream.rangeClosed(1, (int) keys)
                .mapToObj(Integer::toString)
                .collect(Collectors.toCollection(ArrayList::new));
        // A row with such a cost and one without do not become one that has it in part.
        Output.OPTIONAL_COSTS.stream()
                .filter(outputs::containsKey)
                .forEach(cost -> groups.add("t." + cost.path() + " IS NULL"));
        String sql = "SELECT\n  "
                + outputs.entrySet().stream()
                        .map(e -> e.getValue() + " AS " + e.getKey().alias())
                        .collect(Collectors.joining(",\n  "))
                + FROM_TABLE.formatted(table)
                + "\nCROSS JOIN UNNEST(GENERATE_ARRAY(0, IFNULL(ARRAY_LENGTH(t.credits), 0))) AS n"
                + "\nWHERE t.usage_start_time >= @start AND t.usage_start_time < @end" + partitions()
                + "\nGROUP BY " + String.join(", ", groups) + "\nORDER BY 1";
        QueryJobConfiguration.Builder query = statement(sql)
                .addNamedParameter("start", timestamp(startOf(days.start())))
                .addNamedParameter("end", timestamp(startOf(days.end())));
        if (labels != null) {
            query.addNamedParameter(
                    "labels", QueryParameterValue.array(labels.toArray(String[]::new), StandardSQLTypeName.STRING));
        }
        // Costs of a day cannot have been loaded before it; but they are for weeks after it, so there is no upper
        // bound.
        return bounded(query, days.start());
    }

    /** The days with rows that were exported after a moment, and when the last of them was. */
    QueryJobConfiguration changes(Instant since) {
        String sql = "SELECT\n  DATE(t.usage_start_time) AS day,\n  UNIX_MICROS(MAX(t.export_time)) AS exported"
                + FROM_TABLE.formatted(table) + "\nWHERE t.export_time > @since AND t.usage_start_time IS NOT NULL"
                + partitions() + "\nGROUP BY 1\nORDER BY 1";
        return bounded(
                statement(sql).addNamedParameter("since", timestamp(since)),
                LocalDate.ofInstant(since, ZoneOffset.UTC));
    }

    /**
     * What {@link Extent} tells, in one row.
     *
     * @param exportedFrom of the rows that were exported on this day or later; null for all
     */
    QueryJobConfiguration extent(@Nullable LocalDate exportedFrom) {
        String sql =
                "SELECT\n  MIN(DATE(t.usage_start_time)) AS first_day,\n  MAX(DATE(t.usage_start_time)) AS last_day,"
                        + "\n  UNIX_MICROS(MIN(t.export_time)) AS first_export,\n  UNIX_MICROS(MAX(t.export_time)) AS last_export"
                        + FROM_TABLE.formatted(table);
        return exportedFrom == null
                ? statement(sql).build()
                : bounded(statement(sql + "\nWHERE TRUE" + partitions()), exportedFrom);
    }

    /** Never run, only measured: whether there is anything in partitions from before a day. */
    QueryJobConfiguration loadedBefore(LocalDate day) {
        return statement("SELECT t.usage_start_time" + FROM_TABLE.formatted(table)
                        + "\nWHERE t._PARTITIONTIME < @partition")
                .addNamedParameter("partition", timestamp(startOf(day)))
                .build();
    }

    /** Rows that have just been streamed in are in no partition yet. */
    private String partitions() {
        return facts.partitionUnit() == null ? "" : " AND (t._PARTITIONTIME IS NULL OR t._PARTITIONTIME >= @partition)";
    }

    private QueryJobConfiguration bounded(QueryJobConfiguration.Builder query, LocalDate exportedFrom) {
        return facts.partitionUnit() == null
                ? query.build()
                : query.addNamedParameter("partition", timestamp(facts.firstPartition(exportedFrom)))
                        .build();
    }

    private static QueryJobConfiguration.Builder statement(String sql) {
        return QueryJobConfiguration.newBuilder(sql).setUseLegacySql(false);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static QueryParameterValue timestamp(Instant instant) {
        return QueryParameterValue.timestamp(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }
}
