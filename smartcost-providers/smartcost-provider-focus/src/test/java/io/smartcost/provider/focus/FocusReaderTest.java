package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.CostMetric;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.Refusal;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FocusReaderTest {
    private static final String HEADER = "ChargePeriodStart,BillingCurrency,BilledCost";
    private static final String ROW = "2026-08-01T00:00:00Z,USD,1.5";

    @Test
    void columns_are_found_in_any_order_case_and_behind_a_byte_order_mark() {
        Reading reading = Reading.of(
                "\uFEFF BILLEDCOST ,\"servicename\",billingcurrency,ChargePeriodStart\r\n1.5,EC2, USD ,2026-08-01T00:00:00Z\r\n");

        assertThat(reading.record().cost(CostMetric.BILLED)).isEqualTo(new BigDecimal("1.5"));
        assertThat(reading.record().text(FocusColumn.SERVICE_NAME)).isEqualTo("EC2");
        assertThat(reading.record().currency()).isEqualTo("USD");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-09-02T00:00:00Z,           2023-09-02T00:00:00Z",
        "2023-09-02T13:14:15.123456789Z, 2023-09-02T13:14:15.123456789Z",
        "2023-09-02T13:14:15.5Z,         2023-09-02T13:14:15.5Z",
        "2023-09-02 13:14:15,            2023-09-02T13:14:15Z",
        "2023-09-02 13:14:15 UTC,        2023-09-02T13:14:15Z",
        "2023-09-02T13:14,               2023-09-02T13:14:00Z",
        "2023-09-02T13:14:15,            2023-09-02T13:14:15Z",
        "2023-09-02T01:00:00+02:00,      2023-09-01T23:00:00Z",
        "2023-09-02T23:00:00-0530,       2023-09-03T04:30:00Z",
        "2023-09-02 01:00:00.000+00,     2023-09-02T01:00:00Z",
        "2023-09-02t01:00:00z,           2023-09-02T01:00:00Z",
        "2023-09-02,                     2023-09-02T00:00:00Z",
        "9/2/2023,                       2023-09-02T00:00:00Z",
        "09/02/2023,                     2023-09-02T00:00:00Z",
        "9/2/2023 5:06,                  2023-09-02T05:06:00Z",
        "9/2/2023 15:06:07,              2023-09-02T15:06:07Z",
        "9/2/2023 12:06:07 AM,           2023-09-02T00:06:07Z",
        "9/2/2023 12:06:07 pm,           2023-09-02T12:06:07Z",
        "' 2023-09-02 ',                 2023-09-02T00:00:00Z",
    })
    void dates_of_real_files(String written, Instant meant) {
        Reading reading = Reading.of(HEADER + "\n" + written + ",USD,1\n");

        assertThat(reading.record().chargePeriodStart()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2023-13-01",
                "2023-02-30",
                "23/9/2023",
                "9/2/23",
                "9/2",
                "2023-9-2",
                "20230902",
                "2023-09-02T24:00:00Z",
                "2023-09-02T00:00:60Z",
                "2023-09-02T00:00:00Zulu",
                "2023-09-02T",
                "2023-09-02T10:00:00+99:00",
                "1693612800",
                "2023-09-02T1:00:00Z",
                "9/2/2023 13:00 PM",
                "2023-09-02T00:00:00.1234567890Z",
                "２０２３-09-02",
                "-2023-09-02"
            })
    void dates_that_cannot_be_read_are_refused(String written) {
        Refusal refusal = Reading.of(HEADER + "\n" + written + ",USD,1\n").refusal();

        assertThat(refusal.source()).isEqualTo("costs.csv");
        assertThat(refusal.line()).isEqualTo(2);
        assertThat(refusal.column()).isEqualTo("ChargePeriodStart");
        assertThat(refusal.reason()).contains("is not a date").contains(written);
    }

    @ParameterizedTest
    @CsvSource({
        "5.64902E-05, 0.0000564902",
        "1e3,         1000",
        "-0.50,       -0.50",
        "+7,          7",
        ".5,          0.5",
        "5.,          5",
        "' 12 ',      12",
        "0,           0",
        "00012.10,    12.10",
        "123456789012345678901234567890.123456789012345678901234567890, 123456789012345678901234567890.123456789012345678901234567890",
        "0.1234567890123456789, 0.1234567890123456789",
        "999999999999999999, 999999999999999999",
        "-9999999999999999999, -9999999999999999999",
    })
    void decimals_keep_every_digit(String written, BigDecimal meant) {
        BigDecimal read = Reading.row("BilledCost", written).record().cost(CostMetric.BILLED);

        assertThat(read).isEqualByComparingTo(meant);
        assertThat(read).isEqualTo(new BigDecimal(written.strip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1,234.56\"",
                "$5",
                "1E+1000000000",
                "1E-1000000000",
                "1E+99999999999999999999",
                "1e1001",
                "NaN",
                "Infinity",
                "0x10",
                "1_000",
                "1.2.3",
                "--1",
                "-",
                ".",
                "E5",
                "1 000",
                "(12)",
                "12%",
                "١٢",
                "1e",
                "1d",
                "1f"
            })
    void what_is_no_decimal_is_refused_without_effort(String written) {
        Refusal refusal = Reading.row("ListCost,BilledCost", "1," + written).refusal();

        assertThat(refusal.column()).isEqualTo("BilledCost");
        assertThat(refusal.line()).isEqualTo(2);
    }

    @Test
    void a_number_of_a_million_digits_is_refused_and_not_parsed() {
        assertThat(Reading.row("BilledCost", "1".repeat(1_000_000)).refusal().reason())
                .contains("more than 1000 digits");
        assertThat(Reading.row("BilledCost", "1".repeat(1000))
                        .record()
                        .cost(CostMetric.BILLED)
                        .precision())
                .isEqualTo(1000);
        assertThat(Reading.row("BilledCost", "1".repeat(1001)).refusal().column())
                .isEqualTo("BilledCost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NULL", "null", "Null", "\"\"", "\"NULL\""})
    void absent_is_absent_however_it_is_written(String written) {
        Reading reading = Reading.row(
                "ContractedCost,ServiceName,ChargePeriodEnd,Tags,SkuPriceDetails,x_more",
                String.join(",", written, written, written, written, written, written));

        assertThat(reading.record().cost(CostMetric.CONTRACTED)).isNull();
        assertThat(reading.record().text(FocusColumn.SERVICE_NAME)).isNull();
        assertThat(reading.record().time(FocusColumn.CHARGE_PERIOD_END)).isNull();
        assertThat(reading.record().text(FocusColumn.SKU_PRICE_DETAILS)).isNull();
        assertThat(reading.record().tags().isEmpty()).isTrue();
        assertThat(reading.record().extensions()).isEmpty();
    }

    @Test
    void a_value_does_not_stay_for_the_next_row() {
        Reading reading =
                Reading.of(HEADER + ",ServiceName,Tags,x_a\n" + ROW + ",EC2,\"{\"\"a\"\":1}\",b\n2026-08-02,EUR,,,,\n");

        assertThat(reading.records.get(1).toString())
                .isEqualTo(
                        "CostRecord{BillingCurrency=EUR, ChargePeriodStart=2026-08-02T00:00:00Z, tags={}, extensions={}}");
    }

    @Test
    void values_that_are_not_allowed_and_signs_that_surprise_are_kept() {
        Reading reading = Reading.row(
                "ChargeFrequency,ChargeCategory,BilledCost,EffectiveCost,ContractedCost",
                "Usage-based,Usage,-3.2,-1,NULL");

        assertThat(reading.record().text(FocusColumn.CHARGE_FREQUENCY)).isEqualTo("Usage-based");
        assertThat(reading.record().cost(CostMetric.BILLED)).isEqualTo(new BigDecimal("-3.2"));
        assertThat(reading.record().cost(CostMetric.EFFECTIVE)).isEqualTo(new BigDecimal("-1"));
    }

    @Test
    void unknown_columns_are_kept_under_the_names_they_came_with() {
        Reading reading = Reading.row("x_Owner, Not FOCUS ,,x_empty", "ann, b ,c,");

        assertThat(reading.record().extensions())
                .isEqualTo(Map.of("x_Owner", "ann", "Not FOCUS", " b ", "Column5", "c"));
    }

    @Test
    void columns_of_every_version_are_read() {
        Reading reading =
                Reading.row("ProviderName,ServiceProviderName,HostProviderName,InvoiceDetailId,SkuMeter", "a,b,c,d,e");

        assertThat(reading.record().text(FocusColumn.PROVIDER_NAME)).isEqualTo("a");
        assertThat(reading.record().text(FocusColumn.SERVICE_PROVIDER_NAME)).isEqualTo("b");
        assertThat(reading.record().text(FocusColumn.INVOICE_DETAIL_ID)).isEqualTo("d");
    }

    @Test
    void a_column_that_comes_twice_is_read_where_it_agrees_with_itself() {
        Reading reading = Reading.of(
                HEADER + ",billedcost,x_a,x_a\n" + ROW + ",1.5,q,q\n" + ROW + ",1.6,q,q\n" + ROW + ",1.5,q,r\n");

        assertThat(reading.records).hasSize(1);
        assertThat(reading.refusals).extracting(Refusal::column).containsExactly("BilledCost", "x_a");
        assertThat(reading.refusals.get(0).reason()).contains("twice").contains("1.6");
    }

    @Test
    void rows_that_do_not_match_the_header_are_refused() {
        Reading reading = Reading.of(HEADER + "\n2026-08-01,USD\n" + ROW + ",extra\n" + ROW + "\n");

        assertThat(reading.records).hasSize(1);
        assertThat(reading.refusals).extracting(Refusal::line).containsExactly(2L, 3L);
        assertThat(reading.refusals.get(0).reason()).isEqualTo("The row has 2 cells where the header has 3");
    }

    @Test
    void rows_without_a_day_or_a_currency_are_refused() {
        assertThat(Reading.of(HEADER + "\n,USD,1\n").refusal().column()).isEqualTo("ChargePeriodStart");
        assertThat(Reading.of(HEADER + "\n2026-08-01, NULL ,1\n").refusal().column())
                .isEqualTo("BillingCurrency");
        assertThat(Reading.of("BillingCurrency,BilledCost\nUSD,1\n").refusal().reason())
                .contains("no such column");
        assertThat(Reading.of("ChargePeriodStart\n2026-08-01\n").refusal().column())
                .isEqualTo("BillingCurrency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "\uFEFF", HEADER, HEADER + "\n", HEADER + "\r\n\r\n\n"})
    void a_file_without_rows_has_none(String csv) {
        assertThat(Reading.of(csv).outcome).isEqualTo(new FocusReader.Outcome(0, 0, true));
    }

    @Test
    void lines_are_those_of_the_file() {
        Reading reading = Reading.of("\n" + HEADER + ",ServiceName\r\n\r\n" + ROW + ",a\r\n" + ROW
                + ",\"b\r\nc\nd\re\"\n\n" + ROW + ",x,y\r" + ROW + ",z");

        assertThat(reading.lines).containsExactly(4L, 5L, 11L);
        assertThat(reading.refusals).extracting(Refusal::line).containsExactly(10L);
        assertThat(reading.records.get(1).text(FocusColumn.SERVICE_NAME)).isEqualTo("b\r\nc\nd\re");
        assertThat(reading.records.get(2).text(FocusColumn.SERVICE_NAME)).isEqualTo("z");
    }

    @Test
    void wrong_quotes_cost_one_row_only() {
        Reading reading = Reading.of(HEADER + ",ServiceName,x_a\n" + ROW + ",\"a,1\n" + ROW + ",\"b\",2\n" + ROW
                + ",\"c\"c,3\n" + ROW + ",d\"d,4\n" + ROW + ",\"e,5\n" + ROW + ",f,6\n");

        assertThat(reading.refusals).extracting(Refusal::line).containsExactly(2L, 4L, 6L);
        assertThat(reading.refusals.get(2).reason()).contains("never closed");
        assertThat(reading.records)
                .extracting(r -> r.text(FocusColumn.SERVICE_NAME))
                .containsExactly("b", "d\"d", "f");
        assertThat(reading.outcome).isEqualTo(new FocusReader.Outcome(3, 3, true));
    }

    @Test
    void what_is_too_long_costs_one_row_only() {
        String tooLongCell = "\"" + "x".repeat((1 << 20) + 1) + "\"";
        String tooLongRow = "\"" + "x".repeat(5 << 20) + "\"";
        Reading reading = Reading.of(HEADER + ",ServiceName\n" + ROW + "," + tooLongCell + "\n" + ROW + "," + tooLongRow
                + "\n" + ROW + ",ok\n");

        assertThat(reading.refusals).extracting(Refusal::line).containsExactly(2L, 3L);
        assertThat(reading.refusals.get(0).column()).isEqualTo("ServiceName");
        assertThat(reading.refusals.get(1).reason()).contains("longer than 4194304 bytes");
        assertThat(reading.lines).containsExactly(4L);
    }

    @Test
    void what_is_not_utf8_costs_one_row_only() {
        byte[] file = (HEADER + ",ServiceName\n" + ROW + ",M?nchen\n" + ROW + ",München 🏙\n").getBytes(UTF_8);
        file[new String(file, UTF_8).indexOf('?')] = (byte) 0xFC;
        Reading reading = Reading.of(file);

        assertThat(reading.refusals).extracting(Refusal::column).containsExactly("ServiceName");
        assertThat(reading.refusals.get(0).reason()).contains("UTF-8");
        assertThat(reading.records.get(0).text(FocusColumn.SERVICE_NAME)).isEqualTo("München 🏙");
    }

    @Test
    void a_header_that_cannot_be_read_is_said_once() {
        Reading reading = Reading.of("\"ChargePeriodStart,BillingCurrency\n" + ROW + "\n");

        assertThat(reading.refusal().line()).isEqualTo(1);
        assertThat(reading.outcome.complete()).isFalse();
    }

    @Test
    void what_was_read_of_a_broken_gzip_file_stays_read() throws Exception {
        StringBuilder csv = new StringBuilder(HEADER + ",ResourceId\n");
        for (int i = 0; i < 20_000; i++) {
            csv.append(ROW)
                    .append(',')
                    .append(Integer.toHexString(i * 0x9E3779B9))
                    .append('\n');
        }
        byte[] packed = gzip(csv.toString());
        Reading whole = Reading.of(packed);
        Reading cut = Reading.of(Arrays.copyOf(packed, packed.length * 2 / 3));

        assertThat(whole.outcome).isEqualTo(new FocusReader.Outcome(20_000, 0, true));
        assertThat(cut.outcome.complete()).isFalse();
        assertThat(cut.records).hasSizeBetween(5_000, 19_000).isEqualTo(whole.records.subList(0, cut.records.size()));
        assertThat(cut.refusals).hasSize(1);
        assertThat(cut.refusals.get(0).line()).isEqualTo(cut.records.size() + 2L);
        assertThat(cut.refusals.get(0).reason()).contains("what follows is missing");
    }

    @Test
    void every_cut_of_a_gzip_file_is_seen() throws Exception {
        byte[] packed = gzip(HEADER + "\n" + ROW + "\n" + ROW + "\n");
        for (int length = 2; length < packed.length; length++) {
            Reading cut = Reading.of(Arrays.copyOf(packed, length));
            assertThat(cut.outcome.complete()).as("cut at %d", length).isFalse();
            assertThat(cut.refusals).as("cut at %d", length).hasSize(1);
        }
    }

    @Test
    void a_corrupt_gzip_file_is_refused_where_it_is_corrupt() throws Exception {
        byte[] packed = gzip((HEADER + "\n" + (ROW + "\n").repeat(100)));
        packed[packed.length - 6] ^= 1; // The checksum.
        Reading reading = Reading.of(packed);

        assertThat(reading.records).hasSize(100);
        assertThat(reading.refusals).hasSize(1);
        assertThat(reading.outcome.complete()).isFalse();
    }

    @Test
    void gzip_files_of_several_members_are_read_whole() throws Exception {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip(HEADER + "\n" + ROW + "\n2026-0"));
        both.write(gzip("8-02,USD,2\n"));

        assertThat(Reading.of(both.toByteArray()).outcome).isEqualTo(new FocusReader.Outcome(2, 0, true));
    }

    @Test
    void a_file_that_is_not_there_is_an_error_with_its_name(@TempDir Path folder) {
        assertThatThrownBy(() -> FocusReader.read(folder.resolve("none.csv"), new Reading()))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("none.csv")
                .hasMessageContaining("NoSuchFile");
    }

    private static byte[] gzip(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
