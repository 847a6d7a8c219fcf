package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is paid for, and what keeps it within bounds. */
class PaidCallsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);
    private static final DayRange DAYS = new DayRange(FIRST, FIRST.plusDays(10));

    private final GeneratedExport export = new GeneratedExport(3).add(FIRST, 10, 3, 3, 1);
    private final FakeBigQuery cloud = new FakeBigQuery(ExportSchema.STANDARD, export.rows);
    private final GcpBillingExport provider =
            GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE).withClock(FixedClock.at("2026-08-20T12:00:00Z"));

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void a_fetch_is_one_query_however_many_pages_it_has() {
        Fetched received = Fetched.from(provider.withRowsPerPage(3), DAYS);

        assertThat(received.paidCalls()).isEqualTo(1);
        assertThat(cloud.billed()).isEqualTo(1);
        assertThat(cloud.asked).startsWith(Ask.TABLE, Ask.DRY_RUN, Ask.INSERT, Ask.PAGE, Ask.PAGE);
        assertThat(cloud.asked.stream().filter(Ask.PAGE::equals).count())
                .isEqualTo((received.records().size() + 2) / 3);
    }

    @Test
    void the_query_itself_carries_the_cap_the_timeout_and_a_label() {
        Fetched.from(provider.maxBytesBilled(1_000_000).withTimeout(Duration.ofMinutes(3)), DAYS);

        JsonNode configuration = cloud.inserted.get(0).get("configuration");
        assertThat(configuration.at("/query/maximumBytesBilled").asText()).isEqualTo("1000000");
        assertThat(configuration.at("/query/useLegacySql").asBoolean(true)).isFalse();
        assertThat(configuration.get("jobTimeoutMs").asText()).isEqualTo("180000");
        assertThat(configuration.at("/labels/smartcost").asText()).isEqualTo("billing-export");
        assertThat(cloud.inserted.get(0).at("/jobReference/location").asText()).isEqualTo("EU");
    }

    @Test
    void a_query_beyond_the_cap_is_measured_and_not_run() {
        long bytes = export.rows.size() * cloud.bytesPerRow;

        assertThatThrownBy(() -> Fetched.from(provider.maxBytesBilled(bytes - 1), DAYS))
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContainingAll(
                        Long.toString(bytes),
                        Long.toString(bytes - 1),
                        FakeBigQuery.TABLE,
                        "nothing was billed",
                        "maxBytesBilled");
        assertThat(cloud.asked).containsExactly(Ask.TABLE, Ask.DRY_RUN);
        assertThat(Fetched.from(provider.maxBytesBilled(bytes), DAYS).paidCalls())
                .isEqualTo(1);
    }

    /** Rows that are loaded between the measuring and the query. */
    @Test
    void a_query_that_grew_beyond_the_cap_is_refused_by_bigquery() {
        long bytes = export.rows.size() * cloud.bytesPerRow;
        cloud.fault(Ask.DRY_RUN, exchange -> {
            cloud.add(export.rows);
            FakeBigQuery.send(exchange, 200, Answers.measured(bytes));
        });

        assertThatThrownBy(() -> Fetched.from(provider.maxBytesBilled(bytes), DAYS))
                .hasMessageContainingAll("bytesBilledLimitExceeded", "nothing was billed");
    }

    @Test
    void a_cap_on_paid_calls_comes_before_the_query() {
        CostReceiver poor = new CostReceiver() {
            @Override
            public void partition(CostPartition partition) {}

            @Override
            public void refused(Refusal refusal) {}

            @Override
            public void paidCall() {
                throw new SmartCostException("No more");
            }
        };

        assertThatThrownBy(() -> provider.fetch(provider.accounts().get(0), DAYS, poor))
                .hasMessage("No more");
        assertThat(cloud.billed()).isZero();
    }

    @Test
    void a_query_that_reads_nothing_is_not_paid_for() {
        cloud.bytesPerRow = 0;

        assertThat(Fetched.from(provider, DAYS).paidCalls()).isZero();
    }

    @Test
    void rows_of_partitions_from_before_the_days_are_not_read() {
        Fetched.from(provider, new DayRange(FIRST.plusDays(8), FIRST.plusDays(9)));

        JsonNode query = cloud.inserted.get(0).at("/configuration/query");
        assertThat(query.get("queryParameters").toString()).contains("2026-07-08 00:00:00");
    }

    @Test
    void a_second_sync_reads_what_is_restated_and_no_more() {
        FixedClock clock = FixedClock.at("2026-07-10T12:00:00Z");
        try (SmartCost smartCost = SmartCost.builder()
                .provider(provider.withClock(clock))
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(clock)
                .build()) {
            assertThat(queriesForCosts(smartCost)).isEqualTo(1);
            assertThat(queriesForCosts(smartCost)).isEqualTo(1);
            clock.advance(Duration.ofDays(50));
            assertThat(queriesForCosts(smartCost)).as("final now").isEqualTo(1);
            assertThat(queriesForCosts(smartCost)).isZero();
        }
    }

    private long queriesForCosts(SmartCost smartCost) {
        long all = cloud.billed();
        long costs = cloud.billedForCosts();
        SyncReport report = smartCost.sync().since(DAYS).run();
        assertThat(report.ok()).as(report.summary()).isTrue();
        assertThat(report.paidCalls()).isEqualTo(cloud.billed() - all);
        return cloud.billedForCosts() - costs;
    }
}
