package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Field.Mode;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TimePartitioning;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.SimpleColumn;
import com.google.zetasql.SimpleTable;
import com.google.zetasql.StructType.StructField;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedCreateStatementEnums.CreateMode;
import com.google.zetasql.resolvedast.ResolvedCreateStatementEnums.CreateScope;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedQueryStmt;
import com.google.zetasql.toolkit.ZetaSQLToolkitAnalyzer;
import com.google.zetasql.toolkit.catalog.bigquery.BigQueryCatalog;
import com.google.zetasql.toolkit.catalog.io.CatalogResources;
import com.google.zetasql.toolkit.options.BigQueryLanguageOptions;
import io.smartcost.model.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Google's own analyzer takes every statement there can be, with the parameters that go with it, and finds the types that are read. */
class StatementsTest {
    private static final BillingTable TABLE = BillingTable.named(FakeBigQuery.TABLE);
    private static final DayRange DAYS = new DayRange(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 8, 1));

    @ParameterizedTest
    @EnumSource
    void every_statement_is_valid(ExportSchema schema) {
        for (List<String> labels : Arrays.asList(null, List.<String>of(), List.of("team", "it's"))) {
            for (boolean byResource : new boolean[] {true, false}) {
                for (TimePartitioning.Type unit : new TimePartitioning.Type[] {null, TimePartitioning.Type.DAY}) {
                    BillingQuery query = query(schema, unit, labels, byResource);
                    assertTypes(query, analyzed(schema, query.costs(DAYS)));
                    assertThat(analyzed(schema, query.changes(Instant.parse("2026-07-01T10:00:00Z"))))
                            .containsExactly(entry("day", "DATE"), entry("exported", "INT64"));
                    for (LocalDate from : Arrays.asList(null, DAYS.start())) {
                        assertThat(analyzed(schema, query.extent(from)))
                                .containsExactly(
                                        entry("first_day", "DATE"),
                                        entry("last_day", "DATE"),
                                        entry("first_export", "INT64"),
                                        entry("last_export", "INT64"));
                    }
                }
            }
            assertThat(analyzed(
                            schema,
                            query(schema, TimePartitioning.Type.DAY, labels, true)
                                    .loadedBefore(DAYS.start())))
                    .hasSize(1);
        }
    }

    @Test
    void a_query_of_an_old_table_asks_only_for_what_it_has() {
        QueryJobConfiguration old = query(ExportSchema.OLD, null, null, true).costs(DAYS);
        QueryJobConfiguration detailed =
                query(ExportSchema.DETAILED, null, null, true).costs(DAYS);

        assertThat(old.getQuery()).doesNotContain("cost_at_list", "t.tags", "resource", "].type", "seller_name");
        assertThat(detailed.getQuery()).contains("cost_at_list", "t.tags", "t.resource.global_name", "].type");
        assertThatThrownBy(() -> analyzed(ExportSchema.OLD, detailed))
                .as("the analyzer knows the difference")
                .hasMessageContaining("Name seller_name not found inside t");
    }

    @Test
    void values_are_parameters_and_partitions_are_bounded_from_below_only() {
        BillingQuery query = query(ExportSchema.STANDARD, TimePartitioning.Type.DAY, List.of("'; DROP TABLE x"), true);
        QueryJobConfiguration costs = query.costs(DAYS);

        assertThat(costs.getQuery())
                .doesNotContain("DROP", "2026")
                .contains("(t._PARTITIONTIME IS NULL OR t._PARTITIONTIME >= @partition)")
                .doesNotContain("_PARTITIONTIME <");
        assertThat(costs.getNamedParameters()).containsOnlyKeys("start", "end", "partition", "labels");
        assertThat(moment(costs, "partition")).isEqualTo("2026-06-30");
        assertThat(moment(costs, "start")).isEqualTo("2026-07-01");
        assertThat(moment(costs, "end")).isEqualTo("2026-08-01");
        assertThat(moment(
                        query(ExportSchema.STANDARD, TimePartitioning.Type.MONTH, null, true)
                                .costs(DAYS),
                        "partition"))
                .isEqualTo("2026-06-01");
        assertThat(moment(
                        query(ExportSchema.STANDARD, TimePartitioning.Type.YEAR, null, true)
                                .costs(DAYS),
                        "partition"))
                .isEqualTo("2026-01-01");
    }

    private static String moment(QueryJobConfiguration query, String parameter) {
        return query.getNamedParameters().get(parameter).getValue().substring(0, "2026-08-01".length());
    }

    private static void assertTypes(BillingQuery query, Map<String, String> types) {
        Map<String, String> expected = new LinkedHashMap<>();
        query.outputs().keySet().forEach(output -> expected.put(output.alias(), type(query, output)));
        assertThat(types).containsExactlyEntriesOf(expected);
    }

    private static String type(BillingQuery query, Output output) {
        return switch (output.kind()) {
            case DAY -> "DATE";
            case TEXT, CREDIT_TEXT, LABELS -> "STRING";
            case IS_CREDIT -> "BOOL";
            case CHARGES -> "INT64";
            case AMOUNT, CREDIT_AMOUNT -> query.facts().isFloat(output.path()) ? "ARRAY<FLOAT64>" : "ARRAY<NUMERIC>";
        };
    }

    private static BillingQuery query(
            ExportSchema schema, TimePartitioning.Type unit, List<String> labels, boolean byResource) {
        return new BillingQuery(
                TABLE, new TableFacts(schema.types(), "EU", unit, null, null, null), labels, byResource);
    }

    /** The names and types of what a statement gives. */
    private static Map<String, String> analyzed(ExportSchema schema, QueryJobConfiguration query) {
        AnalyzerOptions options = new AnalyzerOptions();
        options.setLanguageOptions(BigQueryLanguageOptions.get());
        query.getNamedParameters().forEach((name, value) -> options.addQueryParameter(name, type(value)));
        BigQueryCatalog catalog = BigQueryCatalog.usingResources("billing", CatalogResources.fromJson("{}"));
        List<SimpleColumn> columns = new ArrayList<>();
        String name = TABLE.toString();
        schema.fields().forEach(field -> columns.add(new SimpleColumn(name, field.getName(), type(field))));
        columns.add(new SimpleColumn(
                name, "_PARTITIONTIME", TypeFactory.createSimpleType(TypeKind.TYPE_TIMESTAMP), true, false));
        catalog.register(new SimpleTable(name, columns), CreateMode.CREATE_DEFAULT, CreateScope.CREATE_DEFAULT_SCOPE);
        ResolvedQueryStmt statement = (ResolvedQueryStmt) new ZetaSQLToolkitAnalyzer(options)
                .analyzeStatements(query.getQuery(), catalog)
                .next()
                .getResolvedStatement()
                .orElseThrow();
        Map<String, String> types = new LinkedHashMap<>();
        statement
                .getOutputColumnList()
                .forEach(column -> types.put(
                        column.getName(), column.getColumn().getType().typeName(ProductMode.PRODUCT_EXTERNAL)));
        return types;
    }

    private static Type type(QueryParameterValue value) {
        return value.getType() == StandardSQLTypeName.ARRAY
                ? TypeFactory.createArrayType(TypeFactory.createSimpleType(TypeKind.TYPE_STRING))
                : TypeFactory.createSimpleType(TypeKind.TYPE_TIMESTAMP);
    }

    private static Type type(Field field) {
        Type type = switch (field.getType().getStandardType()) {
            case STRUCT ->
                TypeFactory.createStructType(field.getSubFields().stream()
                        .map(part -> new StructField(part.getName(), type(part)))
                        .toList());
            case STRING -> TypeFactory.createSimpleType(TypeKind.TYPE_STRING);
            case FLOAT64 -> TypeFactory.createSimpleType(TypeKind.TYPE_DOUBLE);
            case NUMERIC -> TypeFactory.createSimpleType(TypeKind.TYPE_NUMERIC);
            case BOOL -> TypeFactory.createSimpleType(TypeKind.TYPE_BOOL);
            case TIMESTAMP -> TypeFactory.createSimpleType(TypeKind.TYPE_TIMESTAMP);
            default -> throw new IllegalArgumentException(field.toString());
        };
        return field.getMode() == Mode.REPEATED ? TypeFactory.createArrayType(type) : type;
    }
}
