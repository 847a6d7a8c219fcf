package io.smartcost.provider.gcp;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A row of an export: values by the names of its columns, nested as they are. */
final class Usage {
    final Instant start;
    final Map<String, Object> values = new LinkedHashMap<>();
    private boolean buffered;

    Usage(Instant start) {
        this.start = start;
        values.put("usage_start_time", start);
        values.put("usage_end_time", start.plusSeconds(3600));
        set("billing_account_id", "0123AB-4567CD-89EF01")
                .set("cost_type", "regular")
                .set("currency", "USD")
                .set("invoice", Map.of("month", "202607"))
                .set("labels", List.of())
                .set("system_labels", List.of())
                .set("tags", List.of())
                .set("credits", List.of())
                .exported(start.plusSeconds(7200));
    }

    static Usage at(String start) {
        return new Usage(Instant.parse(start));
    }

    Usage set(String column, Object value) {
        values.put(column, value);
        return this;
    }

    Usage cost(double cost) {
        return set("cost", cost);
    }

    Usage of(String project, String service, String sku) {
        return set("project", Map.of("id", project, "name", project + " name", "labels", List.of()))
                .set("service", Map.of("id", service + "-ID", "description", service))
                .set("sku", Map.of("id", sku + "-ID", "description", sku));
    }

    Usage credit(String type, double amount) {
        return set(
                "credits",
                Stream.concat(
                                credits().stream(),
                                Stream.of(Map.of(
                                        "name", type + " name",
                                        "full_name", type + " full name",
                                        "id", type + " id",
                                        "type", type,
                                        "amount", amount)))
                        .toList());
    }

    Usage labels(String column, String... keysAndValues) {
        return set(column, labelList(keysAndValues));
    }

    static List<Map<String, Object>> labelList(String... keysAndValues) {
        return IntStream.range(0, keysAndValues.length / 2)
                .mapToObj(i -> Map.<String, Object>of("key", keysAndValues[2 * i], "value", keysAndValues[2 * i + 1]))
                .toList();
    }

    Usage exported(Instant at) {
        return set("export_time", at);
    }

    /** Has just been streamed in, and lies in no partition yet. */
    Usage buffered() {
        buffered = true;
        return this;
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> credits() {
        return (List<Map<String, Object>>) values.get("credits");
    }

    String currency() {
        return String.valueOf(values.get("currency"));
    }

    /** What it comes to: each number as its shortest decimal. */
    BigDecimal net() {
        BigDecimal net = Shortest.of((Double) values.get("cost"));
        for (Map<String, Object> credit : credits()) {
            net = net.add(Shortest.of((Double) credit.get("amount")));
        }
        return net;
    }

    /** As a row of an INSERT; it lies in the partition of the day on which it was exported. */
    String insert(FieldList fields) {
        Instant exported = (Instant) values.get("export_time");
        Instant partition = exported.truncatedTo(ChronoUnit.DAYS);
        return "(" + (buffered ? "NULL" : timestamp(partition)) + ", "
                + fields.stream()
                        .map(field -> literal(field, values.get(field.getName())))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String literal(Field field, Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> single(field, each)).collect(Collectors.joining(", ", "[", "]"));
        }
        return single(field, value);
    }

    private static String single(Field field, Object value) {
        if (value instanceof Map<?, ?> parts) {
            return field.getSubFields().stream()
                    .map(part -> "'" + part.getName() + "': " + literal(part, parts.get(part.getName())))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Double number) {
            return "'" + number + "'::DOUBLE";
        }
        if (value instanceof Instant instant) {
            return timestamp(instant);
        }
        return value instanceof Boolean || value instanceof BigDecimal
                ? value.toString()
                : "'" + value.toString().replace("'", "''") + "'";
    }

    static String timestamp(Instant instant) {
        return "TIMESTAMP '"
                + LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString().replace('T', ' ') + "'";
    }
}
