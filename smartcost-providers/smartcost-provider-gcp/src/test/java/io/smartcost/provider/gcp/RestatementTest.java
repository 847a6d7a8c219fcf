package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that come late, and days that change. */
class RestatementTest {
    private static final LocalDate DAY = LocalDate.of(2026, 7, 10);

    private final FixedClock clock = FixedClock.at("2026-07-11T06:00:00Z");
    private final FakeBigQuery cloud =
            new FakeBigQuery(ExportSchema.STANDARD, List.of(row("2026-07-10T10:00:00Z", 2, "2026-07-10T13:00:00Z")));
    private final GcpBillingExport provider =
            GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE).withClock(clock);
    private final SourceAccount account = provider.accounts().get(0);

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
            assertThat(synced(smartCost, SyncPolicy.DEFAULT))
                    .as("final, not read again")
                    .isEqualByComparingTo("3");
            assertThat(provider.changedSince(account, Instant.parse("2026-08-20T00:00:00Z"))
                            .days())
                    .containsExactly(DAY);
            assertThat(synced(smartCost, SyncPolicy.DEFAULT.restatedDays("gcp", 60)))
                    .isEqualByComparingTo("2.5");
        }
    }

    private static BigDecimal synced(SmartCost smartCost, SyncPolicy policy) {
        DayRange days = DayRange.of(DAY);
        assertThat(smartCost.sync().since(days).policy(policy).run().ok()).isTrue();
        return smartCost.costs().during(days).fetch().totals().get("USD");
    }

    @Test
    void changes_are_those_after_the_moment_and_not_of_it() {
        cloud.add(List.of(
                row("2026-07-10T11:00:00Z", 1, "2026-07-10T13:00:00Z"),
                row("2026-07-08T23:00:00Z", 1, "2026-07-10T15:00:00.000001Z")));

        ExportChanges all = provider.changedSince(account, Instant.parse("2026-07-01T00:00:00Z"));
        assertThat(all.days()).containsExactly(LocalDate.of(2026, 7, 8), DAY);
        assertThat(all.upTo()).isEqualTo("2026-07-10T15:00:00.000001Z");

        ExportChanges none = provider.changedSince(account, all.upTo());
        assertThat(none.days()).as("with >= it would be found again for ever").isEmpty();
        assertThat(none.upTo()).isEqualTo(all.upTo());

        assertThat(provider.changedSince(account, Instant.parse("2026-07-10T13:00:00Z"))
                        .days())
                .containsExactly(LocalDate.of(2026, 7, 8));

        cloud.add(List.of(row("2026-07-10T12:00:00Z", 1, "2026-07-10T15:00:00.000002Z")));
        assertThat(provider.changedSince(account, all.upTo()).days()).containsExactly(DAY);
    }

    @Test
    void looking_for_changes_reads_only_the_latest_partitions_and_keeps_to_the_cap() {
        cloud.add(List.of(row("2026-06-01T12:00:00Z", 1, "2026-06-01T13:00:00Z")));

        assertThat(provider.maxBytesBilled(cloud.bytesPerRow)
                        .changedSince(account, Instant.parse("2026-07-10T00:00:00Z"))
                        .days())
                .containsExactly(DAY);
    }
}
