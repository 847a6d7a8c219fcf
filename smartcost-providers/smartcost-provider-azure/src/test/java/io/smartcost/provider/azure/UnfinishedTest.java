package io.smartcost.provider.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.smartcost.provider.azure.FakeCostManagement.SCOPE;
import static io.smartcost.provider.azure.FakeCostManagement.error;
import static io.smartcost.provider.azure.FakeCostManagement.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.spi.RetryableException;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was answered before a wait is kept, for a while and as far as it fits. */
class UnfinishedTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 28);
    private static final DayRange DAYS = new DayRange(FIRST, FIRST.plusDays(4));

    private final FixedClock clock = FixedClock.at("2026-08-15T12:00:00Z");
    private final Bill bill = new Bill(3).add(FIRST, 4, 4, 4, false);
    private final BillAnswers answers = new BillAnswers(bill);
    private final FakeCostManagement cloud = FakeCostManagement.of(answers);
    private final AzureCostManagement provider = cloud.provider().withClock(clock);

    @AfterEach
    void stop() {
        cloud.close();
    }

    private void stopAfter(int pages, Instant at) {
        clock.set(at);
        cloud.answeredFirst.set(pages);
        cloud.faults.add(error(429, "429", ""));
        assertThatThrownBy(() -> Fetched.from(provider, DAYS)).isInstanceOf(RetryableException.class);
        assertThat(cloud.exchanges).hasSize(pages + 1);
        cloud.exchanges.clear();
    }

    private List<String> asked() {
        return cloud.exchanges.stream().map(FakeCostManagement.Exchange::type).toList();
    }

    @Test
    void what_was_answered_is_of_use_for_two_hours() {
        Instant start = clock.instant();
        stopAfter(1, start);
        clock.set(start.plus(Duration.ofMinutes(119)));
        assertThat(Fetched.from(provider, DAYS).days()).hasSize(4);
        assertThat(asked()).containsExactly(Bill.AMORTIZED);

        cloud.exchanges.clear();
        stopAfter(1, start);
        clock.set(start.plus(Duration.ofMinutes(121)));
        assertThat(Fetched.from(provider, DAYS).days()).hasSize(4);
        assertThat(asked()).containsExactly(Bill.ACTUAL, Bill.AMORTIZED);
    }

    @Test
    void a_second_wait_does_not_make_it_younger() {
        Instant start = clock.instant();
        stopAfter(1, start);
        stopAfter(0, start.plus(Duration.ofMinutes(119)));
        clock.set(start.plus(Duration.ofMinutes(121)));

        assertThat(Fetched.from(provider, DAYS).days()).hasSize(4);
        assertThat(asked()).containsExactly(Bill.ACTUAL, Bill.AMORTIZED);
    }

    @Test
    void days_are_as_complete_as_they_were_when_the_question_was_first_asked() {
        stopAfter(1, Instant.parse("2026-08-05T23:30:00Z"));
        clock.set(Instant.parse("2026-08-06T00:30:00Z"));
        assertThat(Fetched.from(provider, DAYS).completeness().values()).containsOnly(Completeness.ESTIMATED);

        assertThat(Fetched.from(provider, DAYS).completeness().values()).containsOnly(Completeness.FINAL);
    }

    @Test
    void a_question_that_begins_anew_leaves_the_other_answered() {
        answers.pageSize = 10;
        Fetched.from(provider, DAYS);
        int actual = (int) asked().stream().filter(Bill.ACTUAL::equals).count();
        int amortized = asked().size() - actual;
        assertThat(amortized).isGreaterThan(1);
        cloud.exchanges.clear();

        stopAfter(actual + 1, clock.instant());
        clock.advance(Duration.ofMinutes(60));
        cloud.faults.add(error(400, "BadRequest", "The skiptoken is not valid any more"));
        assertThatThrownBy(() -> Fetched.from(provider, DAYS))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("begins anew");
        cloud.exchanges.clear();
        Fetched received = Fetched.from(provider, DAYS);

        assertThat(asked()).hasSize(amortized).containsOnly(Bill.AMORTIZED);
        assertThat(received.billed())
                .isEqualByComparingTo(bill.sums(Bill.ACTUAL).get("EUR"));
        assertThat(effective(received))
                .isEqualByComparingTo(bill.sums(Bill.AMORTIZED).get("EUR"));
    }

    private static BigDecimal effective(Fetched received) {
        return received.records().stream()
                .map(record -> record.cost(CostMetric.EFFECTIVE))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void a_question_that_begins_anew_leaves_nothing_of_what_it_was_answered() {
        cloud.faults.add(aResponse().withStatus(204));
        cloud.faults.add(json("{\"properties\":{\"nextLink\":\"" + cloud.endpoint() + SCOPE.encodedPath()
                + "/providers/Microsoft.CostManagement/query?n=2\",\"columns\":[{\"name\":\"Cost\"},"
                + "{\"name\":\"UsageDate\"},{\"name\":\"Currency\"},{\"name\":\"Meter\"}],"
                + "\"rows\":[[1,20260728,\"EUR\",\"a\"],[\"?\",20260728,\"EUR\",\"b\"]]}}"));
        cloud.faults.add(error(410, "Gone", ""));
        assertThatThrownBy(() -> Fetched.from(provider, DAYS)).hasMessageContaining("begins anew");
        cloud.exchanges.clear();
        Fetched received = Fetched.from(provider, DAYS);

        assertThat(asked()).containsExactly(Bill.AMORTIZED);
        assertThat(received.refusals()).isEmpty();
        assertThat(received.completeness().values()).containsOnly(Completeness.FINAL);
        assertThat(effective(received))
                .isEqualByComparingTo(bill.sums(Bill.AMORTIZED).get("EUR"));
    }

    @Test
    void what_does_not_fit_or_is_old_is_let_go() {
        QueryOptions options = new QueryOptions(
                cloud.endpoint(),
                List.of(Grouping.by(FocusColumn.SERVICE_NAME)),
                false,
                true,
                "SmartCost",
                Duration.ofMinutes(2),
                clock,
                5);
        Requests requests = new Requests(FakeCostManagement.pipeline());
        QueryBudget budget = new QueryBudget(1_000_000, 1_000_000, 1_000_000);
        Unfinished few = new Unfinished(options, 1);
        Unfinished many = new Unfinished(options, 1_000_000);
        for (Unfinished unfinished : List.of(few, many)) {
            cloud.answeredFirst.set(1);
            cloud.faults.add(error(429, "429", ""));
            assertThatThrownBy(() -> unfinished.finish(SCOPE, DAYS, requests, budget))
                    .isInstanceOf(RetryableException.class);
        }
        assertThat(few.charges()).isZero();
        assertThat(many.charges()).isGreaterThan(1);

        clock.advance(Duration.ofMinutes(121));
        // Of another scope, and so not in its place.
        many.finish(AzureScope.billingAccount("1"), DAYS, requests, budget);
        assertThat(many.charges()).isZero();
    }
}
