package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.testkit.Fetched;
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

    private Fetched read(String now, String first, String end) {
        return Fetched.from(
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
            assertThat(read(expected[0], "2026-07-10", "2026-07-11").completeness())
                    .as(expected[0])
                    .containsEntry(LocalDate.of(2026, 7, 10), Completeness.valueOf(expected[1]));
        }
    }

    /** Google loads nothing any more; the table stands still, and time goes on. */
    @Test
    void an_export_that_stands_still_knows_nothing_of_the_days_since() {
        cloud.loaded = Instant.parse("2026-07-10T20:00:00Z");
        for (String now : List.of("2026-07-11T01:00:00Z", "2026-08-20T00:00:00Z", "2027-08-20T00:00:00Z")) {
            Fetched received = read(now, "2026-06-29", "2026-08-20");
            assertThat(received.days().lastKey()).as(now).isEqualTo(LocalDate.of(2026, 7, 10));
            assertThat(received.completeness())
                    .as(now)
                    .containsEntry(LocalDate.of(2026, 7, 6), Completeness.ESTIMATED)
                    .containsEntry(LocalDate.of(2026, 7, 7), Completeness.PARTIAL)
                    .containsEntry(LocalDate.of(2026, 7, 10), Completeness.PARTIAL)
                    .doesNotContainValue(Completeness.FINAL);
        }
    }

    /** Somebody gave the table a description, which counts as a change of it. */
    @Test
    void empty_days_after_the_last_row_are_never_final() {
        Fetched received = read("2026-09-20T00:00:00Z", "2026-07-08", "2026-07-13");

        assertThat(received.completeness())
                .containsEntry(LocalDate.of(2026, 7, 9), Completeness.FINAL)
                .containsEntry(LocalDate.of(2026, 7, 10), Completeness.FINAL)
                .containsEntry(LocalDate.of(2026, 7, 11), Completeness.ESTIMATED)
                .containsEntry(LocalDate.of(2026, 7, 12), Completeness.ESTIMATED);
        assertThat(received.paidCalls()).isEqualTo(2).isEqualTo((int) cloud.billed());
        assertThat(read("2026-09-20T00:00:00Z", "2026-07-08", "2026-07-10").completeness())
                .as("there are rows after what was asked for")
                .containsEntry(LocalDate.of(2026, 7, 9), Completeness.FINAL);
    }

    @Test
    void the_last_day_of_a_month_has_its_days_too() {
        assertThat(read("2026-07-10T23:00:00Z", "2026-06-30", "2026-07-01").completeness())
                .containsValue(Completeness.ESTIMATED);
        assertThat(read("2026-07-11T00:00:00Z", "2026-06-30", "2026-07-01").completeness())
                .containsValue(Completeness.FINAL);
    }

    @Test
    void days_to_come_are_not_sent_and_not_asked_for() {
        assertThat(read("2026-07-10T12:00:00Z", "2026-07-08", "2026-07-20")
                        .days()
                        .keySet())
                .containsExactly(LocalDate.of(2026, 7, 8), LocalDate.of(2026, 7, 9), LocalDate.of(2026, 7, 10));
        cloud.asked.clear();
        assertThat(read("2026-07-10T12:00:00Z", "2026-07-11", "2026-07-20").days())
                .isEmpty();
        assertThat(cloud.asked).isEmpty();
    }

    @Test
    void days_are_utc_and_a_day_without_rows_cost_nothing() {
        Fetched received = read("2026-08-20T00:00:00Z", "2026-06-29", "2026-07-03");

        assertThat(received.days()).hasSize(4);
        assertThat(received.days().get(LocalDate.of(2026, 6, 29))).isEmpty();
        assertThat(received.days().get(LocalDate.of(2026, 6, 30))).hasSize(1);
        assertThat(received.days().get(LocalDate.of(2026, 7, 1))).hasSize(1);
        assertThat(received.days().get(LocalDate.of(2026, 7, 2))).isEmpty();
        assertThat(received.completeness()).containsEntry(LocalDate.of(2026, 7, 2), Completeness.FINAL);
    }

    /** Else what is stored of them would be replaced by nothing. */
    @Test
    void days_whose_partitions_were_dropped_are_not_sent() {
        cloud.partitioning = new ObjectMapper()
                .createObjectNode()
                .put("type", "DAY")
                .put("expirationMs", Long.toString(Duration.ofDays(60).toMillis()));

        assertThat(read("2026-09-01T12:00:00Z", "2026-06-01", "2026-07-08")
                        .days()
                        .keySet())
                .containsExactly(LocalDate.of(2026, 7, 5), LocalDate.of(2026, 7, 6), LocalDate.of(2026, 7, 7));
        cloud.asked.clear();
        assertThat(read("2026-09-01T12:00:00Z", "2026-06-01", "2026-07-05").days())
                .isEmpty();
        assertThat(cloud.asked).containsExactly(Ask.TABLE);
    }
}
