package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.FocusVersion;
import io.smartcost.model.Tags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FocusWriterTest {
    private static final CostRecord.Builder RECORD =
            CostRecord.startingAt(Instant.parse("2026-08-01T00:00:00Z")).currency("USD");

    static LongStream seeds() {
        return Seeds.some();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void what_was_written_reads_back_equal(long seed) throws IOException {
        List<CostRecord> records = new ArrayList<>();
        // A provider's name is filled in where the version asks for it: known here, so that nothing is.
        new HostileRecords(seed)
                .some()
                .forEach(record -> records.add(record.toBuilder()
                        .text(FocusColumn.PROVIDER_NAME, "AWS")
                        .text(FocusColumn.SERVICE_PROVIDER_NAME, "AWS")
                        .build()));
        for (FocusVersion version : Set.of(FocusVersion.V1_2, FocusVersion.V1_3, FocusVersion.V1_4)) {
            byte[] file = write(version, records);
            Reading reading = Reading.of(file);

            assertThat(reading.refusals).as("smartcost.seed=%d", seed).isEmpty();
            assertThat(reading.records).as("smartcost.seed=%d", seed).isEqualTo(records);
            assertThat(write(version, reading.records))
                    .as("smartcost.seed=%d", seed)
                    .isEqualTo(file);
        }
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void an_obvious_parser_finds_the_same_cells(long seed) throws IOException {
        List<CostRecord> records = new HostileRecords(seed).some();
        List<List<String>> cells = ObviousCsv.parse(new String(write(FocusVersion.V1_2, records), UTF_8));
        List<String> header = cells.get(0);

        assertThat(cells).as("smartcost.seed=%d", seed).hasSize(records.size() + 1);
        for (int i = 0; i < records.size(); i++) {
            List<String> row = cells.get(i + 1);
            for (FocusColumn column :
                    List.of(FocusColumn.SERVICE_NAME, FocusColumn.CHARGE_DESCRIPTION, FocusColumn.SKU_PRICE_DETAILS)) {
                String text = records.get(i).text(column);
                assertThat(row.get(header.indexOf(column.title())))
                        .as("smartcost.seed=%d, row %d", seed, i)
                        .isEqualTo(text == null ? "" : text);
            }
            for (CostMetric metric : CostMetric.values()) {
                BigDecimal cost = records.get(i).cost(metric);
                String cell = row.get(header.indexOf(metric.column().title()));
                assertThat(cell)
                        .as("smartcost.seed=%d, row %d", seed, i)
                        .isEqualTo(cost == null ? "" : cost.toPlainString());
            }
        }
    }

    @Test
    void the_columns_are_those_of_the_version_and_then_the_others() throws IOException {
        CostRecord record = RECORD.build().toBuilder()
                .text(FocusColumn.INVOICE_DETAIL_ID, "i")
                .extension("x_b", "1")
                .extension("Aa", "2")
                .build();
        List<String> columns = ObviousCsv.parse(new String(write(FocusVersion.V1_2, List.of(record)), UTF_8))
                .get(0);

        assertThat(columns)
                .startsWith("AvailabilityZone", "BilledCost")
                .endsWith("Tags", "InvoiceDetailId", "Aa", "x_b")
                .hasSize(60);
        assertThat(columns).doesNotContain("ServiceProviderName");
    }

    @Test
    void cells_are_written_as_the_specification_wants_them() throws IOException {
        CostRecord record = RECORD.build().toBuilder()
                .cost(CostMetric.BILLED, new BigDecimal("5.64902E-05"))
                .cost(CostMetric.LIST, new BigDecimal("1.20E+3"))
                .time(FocusColumn.CHARGE_PERIOD_END, Instant.parse("2026-08-01T00:30:00.500Z"))
                .text(FocusColumn.CHARGE_DESCRIPTION, "=HYPERLINK(\"a\")")
                .tags(Tags.of(Map.of("b", "2", "a", "\"")))
                .build();

        assertThat(new String(write(FocusVersion.V1_2, List.of(record)), UTF_8))
                .contains(",0.0000564902,", ",1200,", ",2026-08-01T00:30:00.5Z,2026-08-01T00:00:00Z,")
                .contains(",\"=HYPERLINK(\"\"a\"\")\",")
                .contains("\"{\"\"a\"\":\"\"\\\"\"\"\",\"\"b\"\":\"\"2\"\"}\"\r\n");
    }

    @ParameterizedTest
    @EnumSource(
            value = FocusVersion.class,
            names = {"V1_2", "V1_3", "V1_4"})
    void the_provider_is_named_as_the_version_names_it(FocusVersion version) throws IOException {
        CostRecord older = RECORD.build().toBuilder()
                .text(FocusColumn.PROVIDER_NAME, "AWS")
                .build();
        CostRecord newer = RECORD.build().toBuilder()
                .text(FocusColumn.SERVICE_PROVIDER_NAME, "AWS")
                .build();
        FocusColumn named =
                version == FocusVersion.V1_2 ? FocusColumn.PROVIDER_NAME : FocusColumn.SERVICE_PROVIDER_NAME;

        assertThat(Reading.of(write(version, List.of(older, newer))).records)
                .extracting(r -> r.text(named))
                .containsExactly("AWS", "AWS");
    }

    @Test
    void a_value_without_a_column_is_an_error_and_not_lost() throws IOException {
        FocusWriter writer = FocusWriter.to(new ByteArrayOutputStream(), FocusVersion.V1_2, List.of("x_a"));

        writer.write(RECORD.build().toBuilder().extension("x_a", "1").build());
        assertThatThrownBy(() -> writer.write(
                        RECORD.build().toBuilder().extension("x_b", "1").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x_b");
        assertThatThrownBy(() -> writer.write(RECORD.build().toBuilder()
                        .text(FocusColumn.INVOICE_DETAIL_ID, "i")
                        .build()))
                .hasMessageContaining("InvoiceDetailId");
        assertThatThrownBy(() -> write(
                        FocusVersion.V1_2,
                        List.of(RECORD.build().toBuilder()
                                .extension("billedcost", "1")
                                .build())))
                .hasMessageContaining("billedcost");
    }

    @Test
    void what_cannot_be_written_so_that_it_reads_back_is_an_error() {
        assertThatThrownBy(() -> write(FocusVersion.V1_1, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.1");
        assertThatThrownBy(() -> write(
                        FocusVersion.V1_2,
                        List.of(CostRecord.startingAt(Instant.parse("+12000-01-01T00:00:00Z"))
                                .currency("USD")
                                .build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 9999");
        assertThatThrownBy(() -> write(
                        FocusVersion.V1_2,
                        List.of(RECORD.build().toBuilder()
                                .text(FocusColumn.SKU_ID, "\uD800")
                                .build())))
                .hasStackTraceContaining("MalformedInputException");
    }

    @Test
    void tags_and_null_literals_of_a_file_survive() throws IOException {
        String cell = "\"{\"\"n\"\": 1, \"\"o\"\": {\"\"x\"\": []}}\"";
        Reading first = Reading.row("Tags,ServiceName,x_a", cell + ",NULL,é");
        byte[] file = write(FocusVersion.V1_3, first.records);

        assertThat(new String(file, UTF_8)).contains(cell).doesNotContain("NULL");
        assertThat(Reading.of(file).records).isEqualTo(first.records);
    }

    @Test
    void a_file_is_gzipped_if_its_name_says_so(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("costs.csv.gz");
        FocusWriter.write(file, FocusVersion.V1_2, List.of(RECORD.build()));
        Reading reading = new Reading();

        assertThat(FocusReader.read(file, reading)).isEqualTo(new FocusReader.Outcome(1, 0, true));
        assertThat(reading.records).containsExactly(RECORD.build());
        assertThat(Files.readAllBytes(file)).startsWith(0x1F, 0x8B);
    }

    private static byte[] write(FocusVersion version, List<CostRecord> records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FocusWriter writer = FocusWriter.to(out, version, FocusWriter.furtherColumns(version, records))) {
            for (CostRecord record : records) {
                writer.write(record);
            }
        }
        return out.toByteArray();
    }
}
