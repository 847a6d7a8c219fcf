package io.smartcost.provider.gcp;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Field.Mode;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.LegacySQLTypeName;
import com.google.cloud.bigquery.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns of the export as Google documents them, now and before, as tables.get tells them and as DuckDB takes them. */
enum ExportSchema {
    /** Without what came after 2021: no list cost, no tags, no seller, no types of credits. */
    OLD,
    STANDARD,
    DETAILED;

    List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(
                text("billing_account_id"),
                struct("service", text("id"), text("description")),
                struct("sku", text("id"), text("description")),
                field("usage_start_time", LegacySQLTypeName.TIMESTAMP),
                field("usage_end_time", LegacySQLTypeName.TIMESTAMP),
                project(),
                labels("labels"),
                labels("system_labels"),
                struct("location", text("location"), text("country"), text("region"), text("zone")),
                field("export_time", LegacySQLTypeName.TIMESTAMP),
                number("cost"),
                text("currency"),
                number("currency_conversion_rate"),
                struct(
                        "usage",
                        number("amount"),
                        text("unit"),
                        number("amount_in_pricing_units"),
                        text("pricing_unit")),
                this == OLD
                        ? repeated("credits", text("name"), number("amount"))
                        : repeated(
                                "credits", text("name"), number("amount"), text("full_name"), text("id"), text("type")),
                struct("invoice", text("month")),
                text("cost_type")));
        if (this != OLD) {
            fields.addAll(List.of(
                    struct("adjustment_info", text("id"), text("description"), text("mode"), text("type")),
                    repeated(
                            "tags",
                            text("key"),
                            text("value"),
                            field("inherited", LegacySQLTypeName.BOOLEAN),
                            text("namespace")),
                    number("cost_at_list"),
                    text("transaction_type"),
                    text("seller_name"),
                    struct("subscription", text("instance_id")),
                    field("cost_at_effective_price_default", LegacySQLTypeName.NUMERIC),
                    field("cost_at_list_consumption_model", LegacySQLTypeName.NUMERIC),
                    struct("consumption_model", text("id"), text("description"))));
        }
        if (this == DETAILED) {
            fields.addAll(List.of(
                    struct("resource", text("name"), text("global_name")),
                    struct(
                            "price",
                            field("effective_price", LegacySQLTypeName.NUMERIC),
                            field("tier_start_amount", LegacySQLTypeName.NUMERIC),
                            text("unit"),
                            field("pricing_unit_quantity", LegacySQLTypeName.NUMERIC))));
        }
        return fields;
    }

    private Field project() {
        return this == OLD
                ? struct("project", text("id"), text("name"), labels("labels"), text("ancestry_numbers"))
                : struct(
                        "project",
                        text("id"),
                        text("number"),
                        text("name"),
                        labels("labels"),
                        text("ancestry_numbers"),
                        repeated("ancestors", text("resource_name"), text("display_name")));
    }

    Schema schema() {
        return Schema.of(fields());
    }

    /** The types of all columns, by their paths. */
    Map<String, LegacySQLTypeName> types() {
        Map<String, LegacySQLTypeName> types = new HashMap<>();
        collect("", fields(), types);
        return types;
    }

    private static void collect(String prefix, List<Field> fields, Map<String, LegacySQLTypeName> types) {
        for (Field field : fields) {
            types.put(prefix + field.getName(), field.getType());
            if (field.getSubFields() != null) {
                collect(prefix + field.getName() + ".", field.getSubFields(), types);
            }
        }
    }

    String createTable() {
        return "CREATE TABLE export (_PARTITIONTIME TIMESTAMP, "
                + fields().stream().map(ExportSchema::duckDb).collect(Collectors.joining(", ")) + ")";
    }

    private static String duckDb(Field field) {
        return '"' + field.getName() + "\" " + duckDbType(field) + (field.getMode() == Mode.REPEATED ? "[]" : "");
    }

    private static String duckDbType(Field field) {
        FieldList parts = field.getSubFields();
        return switch (field.getType().getStandardType()) {
            case STRUCT -> "STRUCT(" + parts.stream().map(ExportSchema::duckDb).collect(Collectors.joining(", ")) + ")";
            case STRING -> "VARCHAR";
            case FLOAT64 -> "DOUBLE";
            case NUMERIC -> "DECIMAL(38, 9)";
            case BOOL -> "BOOLEAN";
            case TIMESTAMP -> "TIMESTAMP";
            default -> throw new IllegalArgumentException(field.toString());
        };
    }

    private static Field text(String name) {
        return field(name, LegacySQLTypeName.STRING);
    }

    private static Field number(String name) {
        return field(name, LegacySQLTypeName.FLOAT);
    }

    private static Field field(String name, LegacySQLTypeName type) {
        return Field.newBuilder(name, type).setMode(Mode.NULLABLE).build();
    }

    private static Field struct(String name, Field... parts) {
        return Field.newBuilder(name, LegacySQLTypeName.RECORD, parts)
                .setMode(Mode.NULLABLE)
                .build();
    }

    private static Field repeated(String name, Field... parts) {
        return Field.newBuilder(name, LegacySQLTypeName.RECORD, parts)
                .setMode(Mode.REPEATED)
                .build();
    }

    private static Field labels(String name) {
        return repeated(name, text("key"), text("value"));
    }
}
