package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A view, and a copy that is divided by a column: only its rows tell what it covers. */
class ViewTest {
    private static final DayRange DAYS = new DayRange(LocalDate.of(2026, 6, 29), LocalDate.of(2026, 7, 12));

    private final FakeBigQuery cloud = new FakeBigQuery(
            ExportSchema.STANDARD,
            List.of(
                    row("2026-06-30T12:00:00Z"),
                    row("2026-07-01T12:00:00Z"),
                    row("2026-07-10T10:00:00Z"),
                    row("2026-09-10T10:00:00Z")));

    private static Usage row(String start) {
        return Usage.at(start).of("p", "s", "k").cost(1);
    }

    @BeforeEach
    void withoutPartitions() {
        cloud.partitioning = null;
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private GcpBillingExport provider() {
        return GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE)
                .withClock(FixedClock.at("2026-09-20T00:00:00Z"));
    }

    @Test
    void a_day_between_the_first_and_the_last_row_cost_nothing_if_it_has_none() {
        for (String partitioning : new String[] {null, "export_time"}) {
            cloud.partitioning = partitioning == null
                    ? null
                    : new ObjectMapper().createObjectNode().put("type", "DAY").put("field", partitioning);
            Fetched received = Fetched.from(provider(), DAYS);

            assertThat(received.days().keySet())
                    .as("what is before the first row is unknown")
                    .containsExactlyElementsOf(
                            DAYS.days().filter(day -> day.getDayOfYear() > 180).toList());
            assertThat(received.completeness().values()).containsOnly(Completeness.FINAL);
            assertThat(received.paidCalls()).isEqualTo(2);
        }
        assertThat(cloud.billed()).isEqualTo(4);
        assertThat(cloud.statements)
                .noneSatisfy(statement -> assertThat(statement).contains("_PARTITIONTIME"));
    }

    @Test
    void empty_days_are_not_asked_for_again() {
        DayRange days = new DayRange(LocalDate.of(2026, 6, 30), LocalDate.of(2026, 7, 12));
        try (SmartCost smartCost = SmartCost.builder()
                .provider(provider())
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(FixedClock.at("2026-09-20T00:00:00Z"))
                .build()) {
            assertThat(smartCost.sync().since(days).run().daysReplaced()).isEqualTo(12);
            assertThat(smartCost.sync().since(days).run().daysReplaced()).isZero();
        }
        assertThat(cloud.billedForCosts()).isEqualTo(1);
    }

    @Test
    void days_that_no_row_reaches_cost_no_query_for_costs() {
        assertThat(Fetched.from(provider(), new DayRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 30)))
                        .days())
                .isEmpty();
        assertThat(Fetched.from(provider(), new DayRange(LocalDate.of(2026, 9, 11), LocalDate.of(2026, 9, 20)))
                        .days())
                .isEmpty();
        assertThat(cloud.billed()).isEqualTo(2);
        assertThat(cloud.billedForCosts()).isZero();
    }

    /** What is loaded is told by its newest export. */
    @Test
    void a_view_of_an_export_that_stands_still_is_not_final() {
        assertThat(Fetched.from(provider(), new DayRange(LocalDate.of(2026, 8, 28), LocalDate.of(2026, 9, 20)))
                        .completeness())
                .containsEntry(LocalDate.of(2026, 9, 6), Completeness.ESTIMATED)
                .containsEntry(LocalDate.of(2026, 9, 7), Completeness.PARTIAL)
                .doesNotContainKey(LocalDate.of(2026, 9, 11));
    }

    @Test
    void an_empty_view_covers_nothing() {
        try (FakeBigQuery empty = new FakeBigQuery(ExportSchema.STANDARD, List.of())) {
            empty.partitioning = null;
            assertThat(Fetched.from(
                                    GcpBillingExport.using(empty.client, FakeBigQuery.TABLE)
                                            .withClock(FixedClock.at("2026-09-20T00:00:00Z")),
                                    DAYS)
                            .days())
                    .isEmpty();
        }
    }

    @Test
    void a_view_of_a_young_export_is_not_known_to_be_whole() {
        try (FakeBigQuery young = new FakeBigQuery(
                ExportSchema.STANDARD,
                List.of(
                        row("2026-06-01T12:00:00Z").exported(Instant.parse("2026-07-05T09:00:00Z")),
                        row("2026-06-03T12:00:00Z").exported(Instant.parse("2026-07-12T08:00:00Z"))))) {
            young.partitioning = null;
            Fetched received = Fetched.from(
                    GcpBillingExport.using(young.client, FakeBigQuery.TABLE)
                            .withClock(FixedClock.at("2026-09-20T00:00:00Z")),
                    new DayRange(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 4)));
            assertThat(received.days()).hasSize(2);
            assertThat(received.completeness().values()).containsOnly(Completeness.PARTIAL);
        }
    }
}
