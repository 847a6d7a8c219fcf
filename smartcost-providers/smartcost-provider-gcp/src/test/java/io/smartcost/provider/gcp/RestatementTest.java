package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.RestatingCostProvider.Restated;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that come late, and days that change. */
class RestatementTest {
    private static final LocalDate DAY = LocalDate.of(2026, 7, 10);

    private final FixedClock clock = FixedClock.at("2026-07-11T06:00:00Z");
    private final FakeBigQuery cloud =
            new FakeBigQuery(ExportSchema.STANDARD, List.of(row("2026-07-10T10:00:00Z", 2, "2026-07-10T13:00:00Z")));
    private final GcpBillingExport provider =
            GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE).withClock(clock);
    private final SourceAccount account = provider.accounts().get(0);

    private final Fetched received = new Fetched();

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static Usage row(String start, double cost, String exported) {
        return Usage.at(start).of("p", "s", "k").cost(cost).exported(Instant.parse(exported));
    }

    @Test
    void late_rows_and_corrections_replace_a_day_even_a_final_one() {
        try (SmartCost smartCost = SmartCost.builder()
                .provider(provider)
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(clock)
                .build()) {
            assertThat(synced(smartCost, SyncPolicy.DEFAULT)).isEqualByComparingTo("2");

            cloud.add(List.of(row("2026-07-10T23:00:00Z", 1, "2026-07-12T08:00:00Z")));
            clock.advance(Duration.ofDays(2));
            assertThat(synced(smartCost, SyncPolicy.DEFAULT)).isEqualByComparingTo("3");

            clock.advance(Duration.ofDays(40));
            assertThat(synced(smartCost, SyncPolicy.DEFAULT)).isEqualByComparingTo("3");
            cloud.add(List.of(row("2026-07-10T10:00:00Z", -0.5, "2026-08-21T08:00:00Z")));
            assertThat(synced(smartCost, SyncPolicy.DEFAULT.restatedDays("gcp", 60)))
                    .isEqualByComparingTo("2.5");
        }
    }

    private static BigDecimal synced(SmartCost smartCost, SyncPolicy policy) {
        DayRange days = DayRange.of(DAY);
        assertThat(smartCost.sync().since(days).policy(policy).run().ok()).isTrue();
        return smartCost.costs().during(days).fetch().totals().get("USD");
    }

    private Restated restated(@Nullable String mark) {
        return provider.restatedSince(account, mark, received);
    }

    @Test
    void the_first_mark_is_the_newest_export_and_names_no_day() {
        clock.set(Instant.parse("2026-07-20T00:00:00Z"));
        cloud.add(List.of(row("2026-07-08T23:00:00Z", 1, "2026-07-10T15:00:00.000001Z")));

        assertThat(restated(null)).isEqualTo(new Restated(Set.of(), "2026-07-10T15:00:00.000001Z"));
        assertThat(received.paidCalls()).isEqualTo(1).isEqualTo((int) cloud.billed());
        assertThat(received.days()).isEmpty();
    }

    @Test
    void changes_are_those_after_the_mark_and_not_of_it() {
        clock.set(Instant.parse("2026-07-20T00:00:00Z"));
        String mark = restated(null).mark();
        assertThat(restated(mark))
                .as("with >= they would be found again for ever")
                .isEqualTo(new Restated(Set.of(), mark));

        cloud.add(List.of(
                row("2026-07-10T12:00:00Z", 1, "2026-07-10T13:00:00.000001Z"),
                row("2026-06-08T12:00:00Z", 1, "2026-07-11T13:00:00Z")));
        Restated restated = restated(mark);
        assertThat(restated).isEqualTo(new Restated(Set.of(DAY, LocalDate.of(2026, 6, 8)), "2026-07-11T13:00:00Z"));
        assertThat(restated(restated.mark()).days()).isEmpty();
        assertThat(received.paidCalls()).isEqualTo(4).isEqualTo((int) cloud.billed());
    }

    /** Loads overtake one another. */
    @Test
    void a_row_that_is_loaded_after_a_later_one_is_found() {
        clock.set(Instant.parse("2026-07-10T14:00:00Z"));
        String mark = restated(null).mark();
        assertThat(mark).isEqualTo("2026-07-10T08:00:00Z");

        cloud.add(List.of(row("2026-07-09T12:00:00Z", 1, "2026-07-10T12:30:00Z")));
        assertThat(restated(mark).days()).contains(LocalDate.of(2026, 7, 9));
    }

    @Test
    void rows_that_are_in_no_partition_yet_are_found_and_read() {
        clock.set(Instant.parse("2026-07-20T00:00:00Z"));
        String mark = restated(null).mark();
        cloud.add(List.of(row("2026-07-10T12:00:00Z", 4, "2026-07-19T13:00:00Z").buffered()));

        assertThat(restated(mark).days()).containsExactly(DAY);
        assertThat(Fetched.from(provider, DayRange.of(DAY)).billed()).isEqualByComparingTo("6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1783692000000000", "-999999999-01-01T00:00:00Z", "{}"})
    void with_a_mark_that_is_none_every_day_has_changed(String mark) {
        assertThat(restated(mark).days()).containsExactly(DAY);
    }

    @Test
    void a_mark_of_the_future_is_none() {
        clock.set(Instant.parse("2026-07-10T14:00:00Z"));

        assertThat(restated("+999999999-01-01T00:00:00Z")).isEqualTo(new Restated(Set.of(DAY), "2026-07-10T08:00:00Z"));
    }

    @Test
    void an_export_without_rows_has_changed_when_it_has_some() {
        try (FakeBigQuery empty = new FakeBigQuery(ExportSchema.STANDARD, List.of())) {
            GcpBillingExport young =
                    GcpBillingExport.using(empty.client, FakeBigQuery.TABLE).withClock(clock);
            String mark = young.restatedSince(account, null, received).mark();
            empty.add(List.of(row("2026-07-10T10:00:00Z", 2, "2026-07-10T13:00:00Z")));

            assertThat(young.restatedSince(account, mark, received).days()).containsExactly(DAY);
        }
    }

    @Test
    void looking_for_changes_reads_only_the_latest_partitions_and_keeps_to_the_cap() {
        cloud.add(List.of(row("2026-06-01T12:00:00Z", 1, "2026-06-01T13:00:00Z")));

        assertThat(provider.maxBytesBilled(cloud.bytesPerRow)
                        .restatedSince(account, "2026-07-10T00:00:00Z", received)
                        .days())
                .containsExactly(DAY);
        assertThat(provider.maxBytesBilled(cloud.bytesPerRow)
                        .restatedSince(account, null, received)
                        .mark())
                .isEqualTo("2026-07-10T13:00:00Z");
        assertThat(received.paidCalls()).isEqualTo(2);
        assertThatThrownBy(() -> provider.maxBytesBilled(cloud.bytesPerRow - 1).restatedSince(account, null, received))
                .hasMessageContaining("maxBytesBilled allows");
        assertThat(received.paidCalls()).isEqualTo(2);
    }

    /** It was not a load that changed the table last. */
    @Test
    void the_newest_export_is_found_however_old_it_is() {
        clock.set(Instant.parse("2027-07-20T00:00:00Z"));

        assertThat(restated(null).mark()).isEqualTo("2026-07-10T13:00:00Z");
    }
}
