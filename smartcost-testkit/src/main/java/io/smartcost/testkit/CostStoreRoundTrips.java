package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A record that was stored is read back equal. */
abstract class CostStoreRoundTrips extends CostStoreFixture {

    @Test
    void everyDigitOfAnAmountIsKept() {
        List<CostRecord> records = new ArrayList<>();
        for (BigDecimal amount : Amounts.edges(mostDigits())) {
            CostRecord.Builder record = record(FRIDAY);
            for (FocusColumn column : FocusColumn.values()) {
                if (column.type() == FocusColumn.Type.DECIMAL) {
                    record.decimal(column, amount);
                }
            }
            records.add(record.build());
        }
        assertKept(new CostPartition(ACCOUNT, FRIDAY, Completeness.FINAL, records));
    }

    @Test
    void zeroIsKeptApartFromAbsent() {
        assertKept(partition(FRIDAY, cost(FRIDAY, "0"), record(FRIDAY).build()));
    }

    /** A refusal leaves the old partition; there is no third way, such as rounding. */
    @Test
    void anAmountWithTooManyDigitsIsKeptOrRefused() {
        CostPartition old = partition(FRIDAY, cost(FRIDAY, "1"));
        for (String amount : List.of("1." + "3".repeat(900), "7".repeat(900), "1E-900", "-1E+900")) {
            store.replace(ACME, old);
            CostPartition huge = partition(FRIDAY, cost(FRIDAY, amount));
            StoredDay expected = StoredDay.of(accepts(huge) ? huge : old);
            assertThat(read(ACME, ALL)).as("after storing %s", amount).containsExactly(expected);
        }
    }

    private boolean accepts(CostPartition partition) {
        try {
            store.replace(ACME, partition);
            return true;
        } catch (RuntimeException refusal) {
            assertThat(refusal).as("a refusal names the column").hasMessageContaining("BilledCost");
            return false;
        }
    }

    @Test
    void currenciesAreKeptSideBySide() {
        assertKept(partition(
                FRIDAY,
                cost(FRIDAY, "1.10"),
                record(FRIDAY)
                        .currency("EUR")
                        .cost(CostMetric.BILLED, new BigDecimal("1.10"))
                        .build(),
                record(FRIDAY)
                        .currency("JPY")
                        .cost(CostMetric.BILLED, new BigDecimal("110"))
                        .build()));
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "JSON", "DECIMAL", "TIME"})
    void everyColumnIsKeptAlone(FocusColumn.Type type) {
        List<CostRecord> records = new ArrayList<>();
        for (FocusColumn column : FocusColumn.values()) {
            if (column.type() == type) {
                records.add(fill(record(FRIDAY), column).build());
            }
        }
        assertKept(new CostPartition(ACCOUNT, FRIDAY, Completeness.ESTIMATED, records));
    }

    @Test
    void allColumnsAreKeptTogether() {
        CostRecord.Builder record =
                record(FRIDAY).tags(Tags.of(Map.of("env", "prod"))).extension("x_team", "checkout");
        for (FocusColumn column : FocusColumn.values()) {
            fill(record, column);
        }
        assertKept(partition(FRIDAY, record.build()));
    }

    /** Sets a column to something that no other column is set to; the day stays. */
    private static CostRecord.Builder fill(CostRecord.Builder record, FocusColumn column) {
        int number = column.ordinal();
        return switch (column.type()) {
            case TEXT -> record.text(column, "text of " + column.title());
            case JSON -> record.text(column, "{ \"column\" : " + number + ",\n\"column\":\"twice\" }");
            case DECIMAL -> record.decimal(column, new BigDecimal(number + ".000" + number));
            case TIME ->
                record.time(column, Instant.parse("2026-02-27T10:00:00Z").plusSeconds(number));
            case TAGS -> record;
        };
    }

    /** A clock or a driver that rounds would move the last of these into the next day. */
    @Test
    void timesAreKeptToTheNanosecond() {
        assertKept(partition(
                FRIDAY,
                CostRecord.startingAt(Instant.parse("2026-02-27T00:00:00Z"))
                        .currency("USD")
                        .build(),
                CostRecord.startingAt(Instant.parse("2026-02-27T00:00:00.000000001Z"))
                        .currency("USD")
                        .build(),
                CostRecord.startingAt(Instant.parse("2026-02-27T23:59:59.999Z"))
                        .currency("USD")
                        .build(),
                CostRecord.startingAt(Instant.parse("2026-02-27T23:59:59.999999999Z"))
                        .currency("USD")
                        .build()));
    }

    @Test
    void timesOfOtherCenturiesAreKept() {
        CostRecord.Builder record = record(FRIDAY);
        assertKept(partition(
                FRIDAY,
                record.time(FocusColumn.BILLING_PERIOD_END, Instant.EPOCH).build(),
                record.time(FocusColumn.BILLING_PERIOD_END, Instant.parse("1901-12-13T20:45:51Z"))
                        .build(),
                record.time(FocusColumn.BILLING_PERIOD_END, Instant.parse("9999-12-31T23:59:59Z"))
                        .build()));
    }

    @Test
    void daysOfOtherCenturiesAreKept() {
        for (String day : List.of("1969-12-31", "2024-02-29", "2038-01-20", "2100-03-01")) {
            LocalDate date = LocalDate.parse(day);
            store.replace(ACME, partition(date, cost(date, "1")));
            assertThat(read(ACME, on(date))).containsExactly(StoredDay.of(partition(date, cost(date, "1"))));
        }
    }

    @Test
    void tagsAreKeptAsTheyCame() {
        Map<String, String> tags =
                Map.of("env", "prod", "Env", "Prod", "ENV", "", " spaced key ", " v ", "a.b/c:d", "x");
        assertKept(partition(
                FRIDAY,
                record(FRIDAY).tags(Tags.of(tags)).build(),
                record(FRIDAY).tags(Tags.of(Map.of("env", ""))).build(),
                record(FRIDAY).tags(Tags.of(Map.of("", "a key without a name"))).build(),
                record(FRIDAY).build()));
    }

    @Test
    void extensionsAreKeptAsTheyCame() {
        CostRecord.Builder record = record(FRIDAY);
        for (String name : List.of("x_Team", "x_team", "BilledCostInUsd", "with space", "tags")) {
            record.extension(name, "value of " + name);
        }
        assertKept(partition(FRIDAY, record.build()));
    }

    @Test
    void hostileTextsAreKept() {
        List<CostRecord> records = new ArrayList<>();
        for (String text : HostileTexts.ALL) {
            records.add(record(FRIDAY).text(FocusColumn.SERVICE_NAME, text).build());
            records.add(
                    record(FRIDAY).text(FocusColumn.CHARGE_DESCRIPTION, text).build());
            records.add(record(FRIDAY).text(FocusColumn.SKU_PRICE_DETAILS, text).build());
            records.add(record(FRIDAY).tags(Tags.of(Map.of("key", text))).build());
            records.add(record(FRIDAY).tags(Tags.of(Map.of(text, "value"))).build());
            records.add(record(FRIDAY).extension("x_text", text).build());
            records.add(record(FRIDAY).extension(text, "value").build());
        }
        assertKept(new CostPartition(ACCOUNT, FRIDAY, Completeness.PARTIAL, records));
    }

    @Test
    void equalRecordsAreAllKept() {
        assertKept(partition(
                FRIDAY, cost(FRIDAY, "0.01"), cost(FRIDAY, "0.01"), cost(FRIDAY, "0.010"), cost(FRIDAY, "0.02")));
    }

    @Test
    void aLargePartitionIsKeptWhole() {
        List<CostRecord> records = new ArrayList<>();
        for (int i = 0; i < 2_501; i++) {
            records.add(named(FRIDAY, "resource-" + i));
        }
        assertKept(new CostPartition(ACCOUNT, FRIDAY, Completeness.FINAL, records));
    }
}
