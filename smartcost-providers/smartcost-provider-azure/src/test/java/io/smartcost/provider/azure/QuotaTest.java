package io.smartcost.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.RetryableException;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Cost Management grants is not overdrawn, and what was read before a wait is not read again. */
class QuotaTest {
    private static final String PREFIX = "x-ms-ratelimit-microsoft.costmanagement-qpu-";

    private static final String SCOPE = "/one";
    private static final String OTHER = "/other";
    private static final FixedClock CLOCK = FixedClock.at("2026-08-15T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final List<Duration> pauses = new ArrayList<>();
    private final QueryBudget budget = new QueryBudget(12, 60, 600, nanos::get, time -> {
        pauses.add(time);
        nanos.addAndGet(time.toNanos());
    });

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            budget.take(SCOPE, "It");
        }
    }

    private static HttpHeaders headers(String name, String value) {
        return new HttpHeaders().set(HttpHeaderName.fromString(PREFIX + name), value);
    }

    @Test
    void short_waits_are_waited_for() {
        take(12);
        assertThat(pauses).isEmpty();
        take(12);
        assertThat(pauses).containsExactly(Duration.ofSeconds(10));
        take(36);
        take(1);
        assertThat(pauses).hasSize(5).endsWith(Duration.ofSeconds(20));
    }

    @Test
    void no_ten_seconds_minute_or_hour_has_more_than_it_may() {
        List<Long> taken = new ArrayList<>();
        int waits = 0;
        while (taken.size() < 700) {
            nanos.addAndGet((taken.size() * 7919L % 1700) * 1_000_000);
            try {
                budget.take(SCOPE, "It");
                taken.add(nanos.get());
            } catch (RetryableException e) {
                waits++;
                nanos.addAndGet(e.retryAfter().orElseThrow().toNanos());
            }
        }
        assertThat(waits).isPositive();
        for (int i = 0; i < taken.size(); i++) {
            assertThat(within(taken, i, 10)).isLessThanOrEqualTo(12);
            assertThat(within(taken, i, 60)).isLessThanOrEqualTo(60);
            assertThat(within(taken, i, 3600)).isLessThanOrEqualTo(600);
        }
    }

    private static long within(List<Long> taken, int from, long seconds) {
        return taken.subList(from, taken.size()).stream()
                .filter(at -> at - taken.get(from) < seconds * 1_000_000_000)
                .count();
    }

    @Test
    void a_used_up_hour_is_told_before_anything_is_asked() {
        budget.learn(headers("remaining", "QueriesPerHour:0,QueriesPerMin:57,QueriesPer10Sec:9"));
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());

        RetryableException thrown =
                catchThrowableOfType(RetryableException.class, () -> budget.take(SCOPE, "The question"));

        assertThat(thrown).hasMessageContaining("The question was not asked").hasMessageContaining("600 in 3600 s");
        assertThat(thrown.retryAfter()).contains(Duration.ofMinutes(50));
        assertThat(pauses).isEmpty();
        nanos.addAndGet(Duration.ofMinutes(50).toNanos());
        take(1);
    }

    @Test
    void what_an_answer_took_and_what_others_took_counts() {
        take(1);
        budget.learn(headers("consumed", "4"));
        take(8);
        assertThat(pauses).isEmpty();
        take(1);
        assertThat(pauses).containsExactly(Duration.ofSeconds(10));

        nanos.addAndGet(Duration.ofHours(1).toNanos());
        pauses.clear();
        budget.learn(headers("remaining", "QueriesPer10Sec:2"));
        take(2);
        assertThat(pauses).isEmpty();
        take(1);
        assertThat(pauses).hasSize(1);
    }

    private void throttled(String limit, String seconds) {
        HttpHeaders headers = new HttpHeaders()
                .set(
                        HttpHeaderName.fromString("x-ms-ratelimit-microsoft.costmanagement-" + limit + "-retry-after"),
                        seconds);
        budget.throttled(SCOPE, new Reply(429, headers, new byte[0]), CLOCK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qpu", "tenant", "client", "clienttype"})
    void a_limit_that_all_scopes_share_holds_them_all_back(String limit) {
        throttled(limit, "40");
        throttled(limit, "20");
        budget.take(OTHER, "It");
        assertThat(pauses).containsExactly(Duration.ofSeconds(40));
        budget.take(SCOPE, "It");
        assertThat(pauses).hasSize(1);

        throttled(limit, "300");
        assertThat(catchThrowableOfType(RetryableException.class, () -> budget.take(OTHER, "It"))
                        .retryAfter())
                .contains(Duration.ofSeconds(300));
    }

    @Test
    void a_limit_of_one_scope_holds_back_no_other() {
        throttled("entity", "40");
        budget.take(OTHER, "It");
        assertThat(pauses).isEmpty();
        budget.take(SCOPE, "It");
        assertThat(pauses).containsExactly(Duration.ofSeconds(40));
    }

    @Test
    void a_throttled_scope_keeps_the_others_from_asking() {
        AzureScope other = AzureScope.billingAccount("1");
        try (FakeCostManagement cloud =
                FakeCostManagement.of(new BillAnswers(new Bill(3).add(FIRST, 4, 1, 1, false)))) {
            AzureCostManagement provider = cloud.provider(FakeCostManagement.SCOPE, other)
                    .withClock(CLOCK)
                    .withBudget(budget);
            cloud.faults.add(FakeCostManagement.error(429, "429", "").withHeader(PREFIX + "retry-after", "120"));

            for (SourceAccount account : provider.accounts()) {
                assertThatThrownBy(() -> provider.fetch(account, DAYS, new Fetched()))
                        .isInstanceOfSatisfying(
                                RetryableException.class,
                                e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(120)));
            }
            assertThat(cloud.exchanges).hasSize(1);
        }
    }

    @Test
    void headers_that_say_nothing_are_left_alone() {
        for (String odd : List.of("", "soon", "-5", "QueriesPerHour", "QueriesPerHour:x", "99999999999999999999")) {
            budget.learn(headers("remaining", odd));
            budget.learn(headers("consumed", odd));
        }
        budget.learn(headers("remaining", "QueriesPerHour:99999999999"));
        take(12);
        assertThat(pauses).isEmpty();
    }

    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);
    private static final DayRange DAYS = new DayRange(FIRST, FIRST.plusDays(4));

    @Test
    void a_throttled_fetch_goes_on_where_it_stopped() {
        Bill bill = new Bill(3).add(FIRST, 4, 4, 4, false);
        BillAnswers answers = new BillAnswers(bill);
        answers.pageSize = 10;
        FixedClock clock = FixedClock.at("2026-08-15T12:00:00Z");
        try (FakeCostManagement cloud = FakeCostManagement.of(answers)) {
            AzureCostManagement provider = cloud.provider().withClock(clock);
            Fetched whole = Fetched.from(provider, DAYS);
            List<String> urls = urls(cloud);

            AzureCostManagement throttled = provider.withBudget(new QueryBudget(3, 60, 600, nanos::get, time -> {
                throw new RetryableException("not in a test", time);
            }));
            Fetched pieces = null;
            for (int tries = 0; pieces == null; tries++) {
                try {
                    pieces = Fetched.from(throttled, DAYS);
                } catch (RetryableException e) {
                    assertThat(tries).isLessThan(20);
                    nanos.addAndGet(e.retryAfter().orElseThrow().toNanos());
                }
            }

            assertThat(pieces.days()).isEqualTo(whole.days());
            assertThat(urls(cloud)).isEqualTo(urls).hasSizeGreaterThan(6);
        }
    }

    @Test
    void what_an_answer_says_is_left_is_kept_to() {
        try (FakeCostManagement cloud =
                FakeCostManagement.of(new BillAnswers(new Bill(3).add(FIRST, 4, 1, 1, false)))) {
            AzureCostManagement provider = cloud.provider()
                    .withClock(FixedClock.at("2026-08-15T12:00:00Z"))
                    .withBudget(budget);
            cloud.faults.add(FakeCostManagement.json("{\"properties\":{\"columns\":[{\"name\":\"Cost\"},{\"name\":"
                            + "\"UsageDate\"},{\"name\":\"Currency\"}],\"rows\":[]}}")
                    .withHeader(PREFIX + "remaining", "QueriesPerHour:0,QueriesPerMin:59"));

            assertThatThrownBy(() -> Fetched.from(provider, DAYS))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("AmortizedCost")
                    .hasMessageContaining("was not asked");
            assertThat(cloud.exchanges).hasSize(1);
        }
    }

    private static List<String> urls(FakeCostManagement cloud) {
        List<String> urls = cloud.exchanges.stream()
                .map(exchange -> exchange.type() + exchange.url())
                .toList();
        cloud.exchanges.clear();
        return urls;
    }
}
