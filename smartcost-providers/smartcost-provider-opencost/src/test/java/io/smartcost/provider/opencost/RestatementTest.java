package io.smartcost.provider.opencost;

import static io.smartcost.query.Dimension.provider;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostTable;
import io.smartcost.query.Measure;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures that change between two syncs, and clusters beside the bill of their cloud. */
class RestatementTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 2, 20);
    private static final DayRange DAYS = new DayRange(FIRST, LocalDate.of(2026, 3, 31));

    private final StandIn standIn = new StandIn();
    private final FixedClock clock = FixedClock.at("2026-02-24T12:00:00Z");
    private final InMemoryCostStore store = new InMemoryCostStore();
    private SmartCost smartCost;

    @BeforeEach
    void open() {
        smartCost = SmartCost.builder()
                .provider(OpenCost.of(Cluster.at("prod", standIn.uri(""))).withClock(clock))
                .store(store)
                .state(new InMemoryStateStore(clock))
                .clock(clock)
                .build();
        for (int i = 0; i < 5; i++) {
            answer(FIRST.plusDays(i), "1");
        }
    }

    @AfterEach
    void close() {
        smartCost.close();
        standIn.close();
    }

    @Test
    void a_day_that_was_final_and_changed_is_replaced() {
        assertThat(sync(SyncPolicy.DEFAULT).daysReplaced()).isEqualTo(5);
        assertThat(effective()).isEqualByComparingTo("5");
        assertThat(completeness(FIRST)).isEqualTo(Completeness.FINAL);

        answer(FIRST, "0.99999");
        answer(FIRST.plusDays(4), "3");
        clock.advance(Duration.ofDays(1));
        answer(FIRST.plusDays(5), "0.5");

        SyncReport again = sync(SyncPolicy.DEFAULT);
        assertThat(again.balanced()).isTrue();
        assertThat(effective()).isEqualByComparingTo("7.49999");
        assertThat(completeness(FIRST.plusDays(4))).isEqualTo(Completeness.ESTIMATED);
        assertThat(completeness(FIRST.plusDays(5))).isEqualTo(Completeness.PARTIAL);
    }

    @Test
    void syncing_again_changes_nothing_and_asks_for_each_restated_day_once() {
        sync(SyncPolicy.DEFAULT.restatedDays(OpenCost.NAME, 2));
        BigDecimal before = effective();
        standIn.server().resetRequests();

        sync(SyncPolicy.DEFAULT.restatedDays(OpenCost.NAME, 2));
        assertThat(effective()).isEqualByComparingTo(before);
        assertThat(standIn.server().getAllServeEvents())
                .as("yesterday and today, and the day before, which is not final")
                .hasSize(3);
    }

    @Test
    void a_cluster_that_is_throttled_on_every_day_is_read_in_the_end() {
        for (int i = 0; i < 5; i++) {
            ResponseDefinitionBuilder busy = StandIn.status(i % 2 == 0 ? 429 : 503);
            standIn.answerLater(FIRST.plusDays(i), i == 0 ? busy.withHeader("Retry-After", "0") : busy, json("1"));
        }
        SyncReport report =
                sync(SyncPolicy.DEFAULT.longestRange(1).retries(2, Duration.ofMillis(1), Duration.ofSeconds(5)));
        assertThat(report.daysReplaced()).isEqualTo(5);
        assertThat(effective()).isEqualByComparingTo("5");
    }

    @Test
    void what_the_cluster_has_forgotten_stays_stored() {
        sync(SyncPolicy.DEFAULT);
        standIn.forget();
        SyncReport again = sync(SyncPolicy.DEFAULT);
        assertThat(again.daysReplaced()).isZero();
        assertThat(effective()).isEqualByComparingTo("5");
    }

    @Test
    void a_cluster_adds_nothing_to_what_its_cloud_bills() {
        sync(SyncPolicy.DEFAULT);
        CostRecord node = CostRecord.startingAt(
                        FIRST.atStartOfDay(ZoneOffset.UTC).toInstant())
                .currency("USD")
                .text(FocusColumn.PROVIDER_NAME, "AWS")
                .cost(CostMetric.BILLED, new BigDecimal("1.25"))
                .cost(CostMetric.EFFECTIVE, new BigDecimal("1.25"))
                .build();
        store.replace(
                Tenant.DEFAULT,
                new CostPartition(new SourceAccount("aws", "1"), FIRST, Completeness.FINAL, List.of(node)));

        CostTable billed = smartCost.costs().during(DAYS).fetch();
        assertThat(billed.totals().get("USD")).isEqualByComparingTo("1.25");
        assertThat(billed.rows()).allSatisfy(row -> assertThat(row.unknown()).isZero());
        CostTable clouds = smartCost
                .costs()
                .during(DAYS)
                .where(provider(OpenCost.PROVIDER_NAME).not())
                .measure(Measure.EFFECTIVE)
                .fetch();
        assertThat(clouds.totals().get("USD")).isEqualByComparingTo("1.25");
        assertThat(effective()).isEqualByComparingTo("5");
    }

    private SyncReport sync(SyncPolicy policy) {
        SyncReport report = smartCost.sync().since(DAYS).policy(policy).run();
        assertThat(report.ok()).as(report.summary()).isTrue();
        return report;
    }

    private BigDecimal effective() {
        return smartCost
                .costs()
                .during(DAYS)
                .where(provider(OpenCost.PROVIDER_NAME))
                .measure(Measure.EFFECTIVE)
                .fetch()
                .totals()
                .get("USD");
    }

    private Completeness completeness(LocalDate day) {
        return smartCost.costs().during(DayRange.of(day)).fetch().completeness();
    }

    private void answer(LocalDate day, String cost) {
        standIn.answer("", day, json(cost));
    }

    private static String json(String cost) {
        return "{\"data\":[{\"one/__idle__\":{\"cpuCost\":2,\"cpuCostAdjustment\":-2,\"ramCost\":" + cost
                + ",\"totalCost\":" + cost + "}}]}";
    }
}
