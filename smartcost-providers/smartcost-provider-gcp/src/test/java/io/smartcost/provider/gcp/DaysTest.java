package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.testkit.FixedClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which days are sent, and how final they are. */
class DaysTest {
    private final FakeBigQuery cloud = new FakeBigQuery(
            ExportSchema.STANDARD,
            List.of(
                    Usage.at("2026-06-30T23:59:59Z").of("p", "s", "k").cost(1),
                    Usage.at("2026-07-01T00:00:00Z").of("p", "s", "k").cost(2),
                    Usage.at("2026-07-10T10:00:00Z").of("p", "s", "k").cost(4)));

    @AfterEach
    void stop() {
        cloud.close();
    }

    private Received read(String now, String first, String end) {
        return Received.from(
                GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE).withClock(FixedClock.at(now)),
                new DayRange(LocalDate.parse(first), LocalDate.parse(end)));
    }

    @Test
    void a_day_is_partial_then_estimated_until_the_invoice_is_out_and_final_then() {
        for (String[] expected : new String[][] {
            {"2026-07-10T10:30:00Z", "PARTIAL"},
            {"2026-07-11T00:00:00Z", "PARTIAL"},
            {"2026-07-13T23:59:59Z", "PARTIAL"},
            {"2026-07-14T00:00:00Z", "ESTIMATED"},
            {"2026-08-10T23:59:59Z", "ESTIMATED"},
            {"2026-08-11T00:00:00Z", "FINAL"},
        }) {
            assertThat(read(expected[0], "2026-07-10", "2026-07-11").completeness)
                    .as(expected[0])
                    .containsEntry(LocalDate.of(2026, 7, 10), Completeness.valueOf(expected[1]));
        }
    }

    @Test
    void the_last_day_of_a_month_has_its_days_too() {
        assertThat(read("2026-07-10T23:00:00Z", "2026-06-30", "2026-07-01").completeness)
                .containsValue(Completeness.ESTIMATED);
        assertThat(read("2026-07-11T00:00:00Z", "2026-06-30", "2026-07-01").completeness)
                .containsValue(Completeness.FINAL);
    }

    @Test
    void days_to_come_are_not_sent_and_not_asked_for() {
        assertThat(read("2026-07-10T12:00:00Z", "2026-07-08", "2026-07-20").days.keySet())
                .containsExactly(LocalDate.of(2026, 7, 8), LocalDate.of(2026, 7, 9), LocalDate.of(2026, 7, 10));
        cloud.asked.clear();
        assertThat(read("2026-07-10T12:00:00Z", "2026-07-11", "2026-07-20").days)
                .isEmpty();
        assertThat(cloud.asked).isEmpty();
    }

    @Test
    void days_are_utc_and_a_day_without_rows_cost_nothing() {
        Received received = read("2026-08-20T00:00:00Z", "2026-06-29", "2026-07-03");

        assertThat(received.days).hasSize(4);
        assertThat(received.days.get(LocalDate.of(2026, 6, 29))).isEmpty();
        assertThat(received.days.get(LocalDate.of(2026, 6, 30))).hasSize(1);
        assertThat(received.days.get(LocalDate.of(2026, 7, 1))).hasSize(1);
        assertThat(received.days.get(LocalDate.of(2026, 7, 2))).isEmpty();
        assertThat(received.completeness).containsEntry(LocalDate.of(2026, 7, 2), Completeness.FINAL);
    }

    @Test
    void days_before_the_export_are_unknown_and_cost_no_query() {
        try (FakeBigQuery young = new FakeBigQuery(
                ExportSchema.STANDARD,
                List.of(
                        exported("2026-06-10T12:00:00Z", "2026-07-05T09:00:00Z"),
                        exported("2026-07-02T12:00:00Z", "2026-07-05T09:00:00Z"),
                        exported("2026-07-06T12:00:00Z", "2026-07-06T15:00:00Z")))) {
            young.created = Instant.parse("2026-07-05T08:00:00Z");
            GcpBillingExport provider = GcpBillingExport.using(young.client, FakeBigQuery.TABLE)
                    .withClock(FixedClock.at("2026-08-20T00:00:00Z"));

            assertThat(Received.from(provider, new DayRange(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 6, 1))).days)
                    .isEmpty();
            assertThat(young.asked).containsExactly(Ask.TABLE, Ask.DRY_RUN);
            assertThat(Received.from(provider, new DayRange(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 7, 8)))
                            .days
                            .keySet())
                    .as("what was filled in from before, and then each day")
                    .containsExactly(
                            LocalDate.of(2026, 6, 10),
                            LocalDate.of(2026, 7, 2),
                            LocalDate.of(2026, 7, 5),
                            LocalDate.of(2026, 7, 6),
                            LocalDate.of(2026, 7, 7));
            assertThat(young.billed()).isEqualTo(1);
            young.location = "europe-west1";
            assertThat(Received.from(provider, new DayRange(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 7, 8)))
                            .days
                            .keySet())
                    .as("nothing is filled in in a region")
                    .containsExactly(LocalDate.of(2026, 7, 5), LocalDate.of(2026, 7, 6), LocalDate.of(2026, 7, 7));
            assertThat(young.inserted.get(0).toString())
                    .contains("2026-06-01 00:00:00")
                    .doesNotContain("2025-01");
        }
    }

    private static Usage exported(String start, String exported) {
        return Usage.at(start).of("p", "s", "k").cost(1).exported(Instant.parse(exported));
    }

    /** Its partitions are older than itself. */
    @Test
    void a_copy_of_an_export_is_read_from_its_first_row() {
        cloud.add(List.of(Usage.at("2025-03-03T00:00:00Z").of("p", "s", "k").cost(8)));
        cloud.created = Instant.parse("2026-07-11T08:00:00Z");

        assertThat(read("2026-07-11T09:00:00Z", "2025-01-01", "2026-07-12").days.keySet())
                .containsExactly(
                        LocalDate.of(2025, 3, 3),
                        LocalDate.of(2026, 6, 30),
                        LocalDate.of(2026, 7, 1),
                        LocalDate.of(2026, 7, 10),
                        LocalDate.of(2026, 7, 11));
    }

    /** Else what is stored of them would be replaced by nothing. */
    @Test
    void days_whose_partitions_were_dropped_are_not_sent() {
        cloud.partitioning = new ObjectMapper()
                .createObjectNode()
                .put("type", "DAY")
                .put("expirationMs", Long.toString(Duration.ofDays(60).toMillis()));

        assertThat(read("2026-09-01T12:00:00Z", "2026-06-01", "2026-07-08").days.keySet())
                .containsExactly(LocalDate.of(2026, 7, 5), LocalDate.of(2026, 7, 6), LocalDate.of(2026, 7, 7));
        cloud.asked.clear();
        assertThat(read("2026-09-01T12:00:00Z", "2026-06-01", "2026-07-05").days)
                .isEmpty();
        assertThat(cloud.asked).containsExactly(Ask.TABLE);
    }

    /** A view has no such partitions, and its date says nothing of what it shows. */
    @Test
    void without_partitions_a_day_without_rows_is_unknown() {
        cloud.partitioning = null;
        assertThat(read("2026-08-20T00:00:00Z", "2026-06-29", "2026-07-12").days.keySet())
                .containsExactly(LocalDate.of(2026, 6, 30), LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 10));
        cloud.partitioning =
                new ObjectMapper().createObjectNode().put("type", "DAY").put("field", "export_time");
        assertThat(read("2026-08-20T00:00:00Z", "2026-06-29", "2026-07-12").days)
                .hasSize(3);
        assertThat(cloud.statements)
                .noneSatisfy(statement -> assertThat(statement).contains("_PARTITIONTIME"));
    }
}
