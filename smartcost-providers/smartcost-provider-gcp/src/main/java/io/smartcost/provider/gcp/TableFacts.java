package io.smartcost.provider.gcp;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.LegacySQLTypeName;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableDefinition;
import com.google.cloud.bigquery.TimePartitioning;
import io.smartcost.model.SmartCostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What BigQuery tells of a table for free: its columns, which differ with the age and the kind of an export, and how it is divided.
 *
 * @param types the columns by their paths, such as {@code project.id}, with their types
 * @param location where it lies, and so where its queries run
 * @param partitionUnit what a partition by time of loading holds, or null if it has no such partitions
 * @param created when the table was made
 * @param loadedAt when rows were last loaded, or null if that cannot be told: for a view, or without such partitions
 * @param kept how long a partition is kept, or null if for ever
 */
record TableFacts(
        Map<String, LegacySQLTypeName> types,
        @Nullable String location,
        TimePartitioning.@Nullable Type partitionUnit,
        @Nullable Instant created,
        @Nullable Instant loadedAt,
        @Nullable Duration kept) {
    private static final Set<String> MULTI_REGIONS = Set.of("US", "EU");
    private static final List<String> NEEDED =
            List.of("usage_start_time", "export_time", "cost", "currency", "credits.amount");

    /** @throws SmartCostException if it does not look like a billing export */
    static TableFacts of(BillingTable name, Table table) {
        TableDefinition definition = table.getDefinition();
        Schema schema = definition.getSchema();
        Map<String, LegacySQLTypeName> types = new HashMap<>();
        if (schema != null) {
            collect("", schema.getFields(), types);
        }
        for (String needed : NEEDED) {
            if (!types.containsKey(needed)) {
                throw new SmartCostException(
                        "The table " + name + " has no column " + needed
                                + ", so it is no Cloud Billing export. Name the table of the standard or the detailed usage cost export");
            }
        }
        TimePartitioning partitioning =
                definition instanceof StandardTableDefinition standard ? standard.getTimePartitioning() : null;
        // By a column, it is not divided by the time of loading.
        TimePartitioning byLoading = partitioning == null || partitioning.getField() != null ? null : partitioning;
        Long created = table.getCreationTime();
        Long loadedAt = byLoading == null ? null : table.getLastModifiedTime();
        Long kept = byLoading == null ? null : byLoading.getExpirationMs();
        return new TableFacts(
                types,
                definition instanceof StandardTableDefinition standard ? standard.getLocation() : null,
                byLoading == null ? null : byLoading.getType(),
                created == null ? null : Instant.ofEpochMilli(created),
                loadedAt == null ? null : Instant.ofEpochMilli(loadedAt),
                kept == null ? null : Duration.ofMillis(kept));
    }

    private static void collect(String prefix, FieldList fields, Map<String, LegacySQLTypeName> types) {
        for (Field field : fields) {
            String path = prefix + field.getName().toLowerCase(Locale.ROOT);
            types.put(path, field.getType());
            if (field.getSubFields() != null) {
                collect(path + ".", field.getSubFields(), types);
            }
        }
    }

    boolean has(String path) {
        return types.containsKey(path);
    }

    /** Whether its numbers are floating-point ones. */
    boolean isFloat(String path) {
        return LegacySQLTypeName.FLOAT.equals(types.get(path));
    }

    /** The UTC day on which it was made, or null if that says nothing about its rows. */
    @Nullable
    LocalDate createdOn() {
        return partitionUnit == null || created == null ? null : LocalDate.ofInstant(created, ZoneOffset.UTC);
    }

    /** The first day of which a missing row means that it cost nothing, as the export was there all of it; null if that cannot be told. */
    @Nullable
    LocalDate emptyDaysFrom() {
        LocalDate day = createdOn();
        return day == null ? null : day.plusDays(1);
    }

    /**
     * The first day that an export can have: in the multi-regions that of the month before the one in which it was set up, elsewhere
     * the day on which it was; null if that cannot be told. It may have been set up the day before its table was made, or in another
     * zone's day, so it is a day earlier than that.
     */
    @Nullable
    LocalDate exportedFrom() {
        LocalDate created = createdOn();
        if (created == null) {
            return null;
        }
        LocalDate setUp = created.minusDays(1);
        return location == null || MULTI_REGIONS.contains(location.toUpperCase(Locale.ROOT))
                ? setUp.withDayOfMonth(1).minusMonths(1)
                : setUp;
    }

    /** The first day of which no partition was dropped for its age; null if none ever is. */
    @Nullable
    LocalDate wholeFrom(Instant now) {
        return kept == null
                ? null
                : LocalDate.ofInstant(now.minus(kept), ZoneOffset.UTC).plusDays(2);
    }

    /**
     * The start of the first partition in which a row can be that was exported on this day or later. Rows are loaded after they were
     * exported; a day more is for clocks and zones.
     */
    Instant firstPartition(LocalDate exportedOn) {
        LocalDate day = exportedOn.minusDays(1);
        if (TimePartitioning.Type.MONTH.equals(partitionUnit)) {
            day = day.withDayOfMonth(1);
        } else if (TimePartitioning.Type.YEAR.equals(partitionUnit)) {
            day = day.withDayOfYear(1);
        }
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
