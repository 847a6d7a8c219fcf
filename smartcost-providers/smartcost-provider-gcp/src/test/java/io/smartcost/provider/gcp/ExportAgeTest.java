package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Days from before the table was made, and while it is filled. */
class ExportAgeTest {
    private final FakeBigQuery cloud = new FakeBigQuery(
            ExportSchema.STANDARD,
            List.of(
                    exported("2026-06-10T12:00:00Z", "2026-07-05T09:00:00Z"),
                    exported("2026-07-02T12:00:00Z", "2026-07-05T09:00:00Z"),
                    exported("2026-07-06T12:00:00Z", "2026-07-06T15:00:00Z")));

    private static Usage exported(String start, String exported) {
        return Usage.at(start).of("p", "s", "k").cost(1).exported(Instant.parse(exported));
    }

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
    void days_before_the_export_are_unknown_and_cost_no_query() {
        cloud.created = Instant.parse("2026-07-05T08:00:00Z");

        assertThat(read("2026-08-20T00:00:00Z", "2025-01-01", "2026-06-01").days())
                .isEmpty();
        assertThat(cloud.asked).containsExactly(Ask.TABLE, Ask.DRY_RUN);
        assertThat(read("2026-08-20T00:00:00Z", "2025-01-01", "2026-07-08")
                        .days()
                        .keySet())
                .as("what was filled in from before, and then each whole day")
                .containsExactly(
                        LocalDate.of(2026, 6, 10),
                        LocalDate.of(2026, 7, 2),
                        LocalDate.of(2026, 7, 6),
                        LocalDate.of(2026, 7, 7));
        assertThat(cloud.inserted.get(0).toString())
                .contains("2026-06-01 00:00:00")
                .doesNotContain("2025-01");
        assertThat(cloud.billedForCosts()).isEqualTo(1);
    }

    /** It was set up in the last hours of a month, and the table came with the next: Google fills in from the month before. */
    @Test
    void an_export_may_be_a_day_older_than_its_table() {
        cloud.created = Instant.parse("2026-08-01T02:00:00Z");
        assertThat(read("2026-09-20T00:00:00Z", "2026-06-01", "2026-08-01")
                        .days()
                        .keySet())
                .containsExactly(LocalDate.of(2026, 6, 10), LocalDate.of(2026, 7, 2), LocalDate.of(2026, 7, 6));
        cloud.add(List.of(exported("2026-07-31T20:00:00Z", "2026-08-01T03:00:00Z")));
        cloud.location = "europe-west1";
        assertThat(read("2026-09-20T00:00:00Z", "2026-06-01", "2026-08-04")
                        .days()
                        .keySet())
                .as("in a region nothing is filled in, and its own day is not whole")
                .contains(LocalDate.of(2026, 7, 31), LocalDate.of(2026, 8, 2))
                .doesNotContain(LocalDate.of(2026, 8, 1));
    }

    @Test
    void while_google_may_still_be_filling_it_nothing_is_known_to_be_whole() {
        cloud.created = Instant.parse("2026-07-05T08:00:00Z");

        Fetched young = read("2026-07-12T07:59:59Z", "2026-06-01", "2026-07-12");
        assertThat(young.days().keySet())
                .as("no empty day")
                .containsExactly(LocalDate.of(2026, 6, 10), LocalDate.of(2026, 7, 2), LocalDate.of(2026, 7, 6));
        assertThat(young.completeness().values()).containsOnly(Completeness.PARTIAL);
        assertThat(read("2026-07-12T08:00:00Z", "2026-06-01", "2026-07-12").completeness())
                .containsEntry(LocalDate.of(2026, 6, 10), Completeness.FINAL)
                .containsEntry(LocalDate.of(2026, 7, 2), Completeness.ESTIMATED)
                .containsKey(LocalDate.of(2026, 7, 7));

        cloud.loaded = Instant.parse("2026-07-07T00:00:00Z");
        assertThat(read("2026-09-01T00:00:00Z", "2026-06-01", "2026-07-12")
                        .completeness()
                        .values())
                .as("it stood still before it was full")
                .hasSize(3)
                .containsOnly(Completeness.PARTIAL);
    }

    /** Its partitions are older than itself. */
    @Test
    void a_copy_of_an_export_is_read_from_its_first_row() {
        cloud.created = Instant.parse("2026-07-11T08:00:00Z");

        assertThat(read("2026-07-25T09:00:00Z", "2025-01-01", "2026-07-14")
                        .days()
                        .keySet())
                .containsExactly(
                        LocalDate.of(2026, 6, 10),
                        LocalDate.of(2026, 7, 2),
                        LocalDate.of(2026, 7, 6),
                        LocalDate.of(2026, 7, 12),
                        LocalDate.of(2026, 7, 13));
    }
}
