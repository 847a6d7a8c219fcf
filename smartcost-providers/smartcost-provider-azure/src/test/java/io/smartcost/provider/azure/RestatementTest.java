package io.smartcost.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.DayRange;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Azure changes what it said: what is stored follows, and nothing is counted twice. */
class RestatementTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 25);
    private static final DayRange DAYS = new DayRange(FIRST, FIRST.plusDays(10));

    private final FixedClock clock = FixedClock.at("2026-08-04T12:00:00Z");
    private final Bill bill = new Bill(11).add(FIRST, 10, 3, 3, false);
    private final FakeCostManagement cloud = FakeCostManagement.of(new BillAnswers(bill));
    private final SmartCost smartCost = SmartCost.builder()
            .provider(cloud.provider().withClock(clock))
            .store(new InMemoryCostStore())
            .state(new InMemoryStateStore())
            .clock(clock)
            .build();

    @AfterEach
    void stop() {
        smartCost.close();
        cloud.close();
    }

    private void syncAndCompare() {
        SyncReport report = smartCost.sync().since(DAYS).run();
        assertThat(report.ok()).as("%s", report).isTrue();
        Map<String, BigDecimal> stored = smartCost.costs().during(DAYS).fetch().totals();
        assertThat(stored.get("EUR"))
                .isEqualByComparingTo(bill.sums(Bill.ACTUAL).get("EUR"));
    }

    @Test
    void an_open_month_that_is_restated_is_replaced() {
        syncAndCompare();
        bill.restate(FIRST);
        bill.charges.removeIf(charge -> charge.day().equals(FIRST.plusDays(2)));
        syncAndCompare();
    }

    @Test
    void a_day_that_was_final_and_changed_is_replaced_within_the_days_that_are_read_again() {
        clock.set(Instant.parse("2026-08-07T00:00:00Z"));
        syncAndCompare();
        LocalDate last = LocalDate.of(2026, 7, 31);
        assertThat(Fetched.from(cloud.provider().withClock(clock), DAYS)
                        .completeness()
                        .get(last)
                        .name())
                .isEqualTo("FINAL");
        bill.restate(last);
        clock.advance(Duration.ofHours(4));
        syncAndCompare();
    }
}
