package io.smartcost.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.query.CostTable;
import io.smartcost.sync.AccountSync;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaidCallsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 6, 1);
    private static final DayRange JUNE = new DayRange(FIRST, LocalDate.of(2026, 7, 1));

    private final Bill bill = new Bill(3).add(FIRST, 30, 5, 4, false);
    private final BillAnswers answers = new BillAnswers(bill);
    private final FakeCostExplorer cloud = FakeCostExplorer.of(answers);
    private final FixedClock clock = FixedClock.at("2026-07-15T12:00:00Z");
    private final SmartCost.Builder wiring = SmartCost.builder()
            .store(new InMemoryCostStore())
            .state(new InMemoryStateStore())
            .clock(clock);

    private AwsCostExplorer provider() {
        return AwsCostExplorer.using(cloud.client()).withClock(clock);
    }

    private int calls() {
        int calls = cloud.exchanges.size();
        cloud.exchanges.clear();
        return calls;
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void a_month_by_two_things_takes_one_call_a_page() {
        try (SmartCost smartCost = wiring.provider(provider()).build()) {
            SyncReport report = smartCost.sync().since(JUNE).run();

            assertThat(report.ok()).as("%s", report).isTrue();
            assertThat(report.paidCalls()).isEqualTo(1);
            assertThat(calls()).isEqualTo(1);
        }
    }

    @Test
    void a_third_thing_takes_one_more_call_for_each_of_its_values() {
        AwsCostExplorer provider =
                provider().by(FocusColumn.SUB_ACCOUNT_ID, FocusColumn.SERVICE_NAME, FocusColumn.REGION_ID);
        long regions = bill.charges.stream()
                .map(charge -> charge.value("REGION"))
                .distinct()
                .count();
        try (SmartCost smartCost = wiring.provider(provider).build()) {
            assertThat(smartCost.sync().since(JUNE).run().paidCalls()).isEqualTo(1 + regions);
            assertThat(calls()).isEqualTo(1 + (int) regions);
        }
    }

    @Test
    void a_fourth_thing_takes_a_call_for_each_combination_and_one_for_all() {
        AwsCostExplorer provider = provider()
                .by(
                        FocusColumn.SUB_ACCOUNT_ID,
                        FocusColumn.SERVICE_NAME,
                        FocusColumn.REGION_ID,
                        FocusColumn.CHARGE_CATEGORY);
        long combinations = bill.charges.stream()
                .map(charge -> charge.value("REGION") + "/" + charge.value("RECORD_TYPE"))
                .distinct()
                .count();
        try (SmartCost smartCost = wiring.provider(provider).build()) {
            assertThat(smartCost.sync().since(JUNE).run().paidCalls()).isEqualTo(1 + combinations);
        }
    }

    @Test
    void a_second_sync_of_settled_days_makes_no_call() {
        try (SmartCost smartCost = wiring.provider(provider()).build()) {
            smartCost.sync().since(JUNE).run();
            calls();

            assertThat(smartCost.sync().since(JUNE).run().paidCalls()).isZero();
            assertThat(calls()).isZero();
        }
    }

    @Test
    void a_second_sync_asks_once_for_the_days_that_may_be_restated() {
        clock.set(Instant.parse("2026-06-30T12:00:00Z"));
        try (SmartCost smartCost = wiring.provider(provider()).build()) {
            smartCost.sync().since(JUNE).run();
            calls();
            smartCost.sync().since(JUNE).run();

            assertThat(cloud.exchanges).hasSize(1);
            assertThat(cloud.exchanges.get(0).request().at("/TimePeriod/Start").asText())
                    .isEqualTo("2026-06-21");
            assertThat(cloud.exchanges.get(0).request().at("/TimePeriod/End").asText())
                    .isEqualTo("2026-07-01");
        }
    }

    @Test
    void the_cap_is_kept_and_what_was_read_before_it_stays() {
        answers.pageSize = 100;
        try (SmartCost smartCost = wiring.provider(provider()).build()) {
            SyncReport report = smartCost.sync().since(JUNE).maxPaidCalls(2).run();

            assertThat(report.accounts().get(0).outcome()).isEqualTo(AccountSync.Outcome.PAID_CALLS_EXHAUSTED);
            assertThat(calls()).isEqualTo(2);
            assertThat(report.records()).isZero();
        }
    }

    @Test
    void what_cost_explorer_cannot_know_is_not_asked_for() {
        try (SmartCost smartCost = wiring.provider(provider()).build()) {
            smartCost
                    .sync()
                    .since(new DayRange(LocalDate.of(2024, 1, 1), LocalDate.of(2025, 6, 1)))
                    .run();

            assertThat(calls()).isZero();
        }
    }

    @Test
    void fifty_currencies_are_kept_apart() {
        bill.charges.clear();
        bill.add(FIRST, 3, 50, 2, true);
        answers.pageSize = 30;
        try (SmartCost smartCost = wiring.provider(provider()).build()) {
            assertThat(smartCost.sync().since(JUNE).run().balanced()).isTrue();
            assertThat(billed(smartCost)).isEqualTo(expected());
            assertThat(expected()).hasSize(50);
        }
    }

    @Test
    void a_restated_day_replaces_what_was_stored() {
        clock.set(Instant.parse("2026-06-30T12:00:00Z"));
        answers.estimatedFrom = FIRST;
        LocalDate changed = FIRST.plusDays(3);
        restated(changed, Completeness.ESTIMATED);
    }

    @Test
    void a_final_day_that_changed_within_the_window_is_corrected() {
        clock.set(Instant.parse("2026-06-30T12:00:00Z"));
        restated(LocalDate.of(2026, 6, 25), Completeness.FINAL);
    }

    private void restated(LocalDate changed, Completeness completeness) {
        try (SmartCost smartCost = wiring.provider(provider()).build()) {
            smartCost.sync().since(JUNE).run();
            assertThat(billed(smartCost)).isEqualTo(expected());
            assertThat(smartCost.costs().during(DayRange.of(changed)).fetch().completeness())
                    .isEqualTo(completeness);
            bill.restate(changed);
            clock.advance(Duration.ofHours(8));
            SyncReport second = smartCost.sync().since(JUNE).run();

            assertThat(second.balanced()).isTrue();
            assertThat(billed(smartCost)).isEqualTo(expected());
        }
    }

    private Map<String, BigDecimal> expected() {
        return stripped(bill.sums("UnblendedCost"));
    }

    private static Map<String, BigDecimal> billed(SmartCost smartCost) {
        CostTable table = smartCost.costs().during(JUNE).fetch();
        return stripped(table.totals());
    }

    /** So that equal numbers are equal objects. */
    private static Map<String, BigDecimal> stripped(Map<String, BigDecimal> sums) {
        Map<String, BigDecimal> stripped = new TreeMap<>();
        sums.forEach((currency, sum) -> stripped.put(currency, sum.stripTrailingZeros()));
        return stripped;
    }
}
