package io.smartcost.provider.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import io.smartcost.sync.AccountSync;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;

class FailuresTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);
    private static final DayRange DAYS = new DayRange(FIRST, FIRST.plusDays(5));

    private final FixedClock clock = FixedClock.at("2026-08-15T12:00:00Z");
    private final BillAnswers answers = new BillAnswers(new Bill(5).add(FIRST, 5, 3, 3, false));
    private final FakeCostExplorer cloud = FakeCostExplorer.of(answers);
    private final CostExplorerClient client = cloud.client();
    private final AwsCostExplorer provider = AwsCostExplorer.using(client).withClock(clock);

    @AfterEach
    void stop() {
        cloud.close();
    }

    private Fetched fetch() {
        return Fetched.from(provider, DAYS);
    }

    static Stream<Arguments> whatMayPass() {
        return Stream.of(
                Arguments.of("throttling as 400", FakeCostExplorer.error(400, "LimitExceededException", "slow down")),
                Arguments.of(
                        "throttling with a namespace",
                        FakeCostExplorer.error(400, "com.amazonaws.ce#LimitExceededException", "slow down")),
                Arguments.of("throttling as 429", FakeCostExplorer.error(429, "TooManyRequestsException", "")),
                Arguments.of("a failure inside", FakeCostExplorer.error(500, "InternalFailure", "oops")),
                Arguments.of("no service", aResponse().withStatus(503).withBody("<html>sorry</html>")),
                Arguments.of("pages that changed", FakeCostExplorer.error(400, "RequestChangedException", "")),
                Arguments.of("a token that expired", FakeCostExplorer.error(400, "InvalidNextTokenException", "")),
                Arguments.of("a cut connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of("no answer at all", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Arguments.of("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                Arguments.of("a body that breaks off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
                Arguments.of("truncated JSON", FakeCostExplorer.json("{\"ResultsByTime\":[{\"TimePeriod\":{\"Sta")),
                Arguments.of("invalid JSON", FakeCostExplorer.json("{\"ResultsByTime\":]}")),
                Arguments.of("no JSON", FakeCostExplorer.json("<html>a proxy's page</html>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatMayPass")
    void what_may_pass_is_retryable_and_was_tried_once(String what, ResponseDefinitionBuilder fault) {
        cloud.faults.add(fault);

        Throwable thrown = catchThrowable(this::fetch);

        assertThat(thrown).as(what).isInstanceOf(RetryableException.class).hasMessageContaining("GetCostAndUsage");
        assertThat(thrown.getCause()).isNotNull();
        assertThat(cloud.exchanges).hasSize(1);
        assertThat(fetch().days()).hasSize(5);
    }

    @Test
    void the_servers_wait_is_told() {
        cloud.faults.add(
                FakeCostExplorer.error(400, "LimitExceededException", "").withHeader("Retry-After", "17"));

        assertThatThrownBy(this::fetch)
                .isInstanceOfSatisfying(
                        RetryableException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(17)));
    }

    static Stream<Arguments> whatStays() {
        return Stream.of(
                Arguments.of("AccessDeniedException", "ce:GetCostAndUsage"),
                Arguments.of("AccessDeniedException", "management account"),
                Arguments.of("DataUnavailableException", "within 24 hours"),
                Arguments.of("BillExpirationException", "ask again"),
                Arguments.of("ValidationException", "13 months"),
                Arguments.of("ExpiredTokenException", "renew them"),
                Arguments.of("UnrecognizedClientException", "credentials"),
                Arguments.of("SomethingNewException", "will not pass"));
    }

    @ParameterizedTest
    @MethodSource("whatStays")
    void what_stays_says_what_to_do(String type, String advice) {
        cloud.faults.add(FakeCostExplorer.error(400, type, "you may not"));

        Throwable thrown = catchThrowable(this::fetch);

        assertThat(thrown)
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining(type)
                .hasMessageContaining(advice);
        assertThat(cloud.exchanges).hasSize(1);
    }

    @Test
    void no_failure_shows_the_secret() {
        whatMayPass()
                .map(arguments -> (ResponseDefinitionBuilder) arguments.get()[1])
                .forEach(cloud.faults::add);
        while (!cloud.faults.isEmpty()) {
            StringWriter text = new StringWriter();
            catchThrowable(this::fetch).printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).doesNotContain(FakeCostExplorer.SECRET);
        }
        assertThat(provider.toString()).doesNotContain(FakeCostExplorer.SECRET);
    }

    @Test
    void a_slow_body_ends_in_time() {
        cloud.faults.add(FakeCostExplorer.json("{\"ResultsByTime\":[]}").withChunkedDribbleDelay(20, 20_000));
        AwsCostExplorer impatient = provider.withTimeout(Duration.ofMillis(300));

        assertThatThrownBy(() -> Fetched.from(impatient, DAYS))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void an_interruption_ends_the_fetch_and_is_not_lost() {
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(this::fetch);
        boolean interrupted = Thread.interrupted();

        assertThat(thrown)
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("interrupted");
        assertThat(interrupted).isTrue();
    }

    @Test
    void without_credentials_it_says_what_to_give() {
        try (FakeCostExplorer unused = FakeCostExplorer.of(answers)) {
            AwsCostExplorer poor = AwsCostExplorer.using(unused.clientWithoutCredentials());

            assertThatThrownBy(() -> Fetched.from(poor.withClock(clock), DAYS))
                    .isInstanceOf(SmartCostException.class)
                    .isNotInstanceOf(RetryableException.class)
                    .hasMessageContaining("credentials provider");
            assertThat(unused.exchanges).isEmpty();
        }
    }

    @Test
    void a_storm_of_throttling_is_survived_by_the_sync() {
        for (int i = 0; i < 4; i++) {
            ResponseDefinitionBuilder throttled = FakeCostExplorer.error(400, "LimitExceededException", "");
            cloud.faults.add(i % 2 == 0 ? throttled : throttled.withHeader("Retry-After", "0"));
        }
        SyncReport report = sync(5);

        assertThat(report.ok()).as("%s", report).isTrue();
        assertThat(report.paidCalls()).isEqualTo(5);
        assertThat(cloud.exchanges).hasSize(5);
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void a_storm_that_does_not_end_ends_the_sync_and_stores_nothing() {
        for (int i = 0; i < 20; i++) {
            cloud.faults.add(FakeCostExplorer.error(400, "LimitExceededException", ""));
        }
        SyncReport report = sync(3);

        assertThat(report.accounts().get(0).outcome()).isEqualTo(AccountSync.Outcome.FAILED);
        assertThat(cloud.exchanges).hasSize(3);
        assertThat(report.records()).isZero();
    }

    private SyncReport sync(int tries) {
        try (SmartCost smartCost = SmartCost.builder()
                .provider(provider)
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(clock)
                .build()) {
            SyncPolicy quick = SyncPolicy.DEFAULT.retries(tries, Duration.ofMillis(1), Duration.ofSeconds(5));
            return smartCost.sync().since(DAYS).policy(quick).run();
        }
    }

    @Test
    void a_token_that_repeats_ends_the_fetch() {
        try (FakeCostExplorer looping =
                FakeCostExplorer.answering(exchange -> "{\"ResultsByTime\":[],\"NextPageToken\":\"again\"}")) {
            AwsCostExplorer caught = AwsCostExplorer.using(looping.client()).withClock(clock);

            assertThatThrownBy(() -> Fetched.from(caught, DAYS))
                    .isInstanceOf(SmartCostException.class)
                    .isNotInstanceOf(RetryableException.class)
                    .hasMessageContaining("does not end");
            assertThat(looping.exchanges).hasSize(2);
        }
    }

    @Test
    void a_page_that_comes_twice_under_another_token_is_not_counted_twice() {
        try (FakeCostExplorer repeating = FakeCostExplorer.answering(exchange -> {
            String token = exchange.request().path("NextPageToken").asText();
            String next = token.isEmpty() ? ",\"NextPageToken\":\"second\"" : "";
            return "{\"ResultsByTime\":[" + result("2026-07-01", "\"1\"", "USD") + "]" + next + "}";
        })) {
            AwsCostExplorer caught = AwsCostExplorer.using(repeating.client()).withClock(clock);

            assertThatThrownBy(() -> Fetched.from(caught, DAYS))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("twice");
        }
    }

    @Test
    void a_period_that_was_not_asked_for_is_not_taken() {
        try (FakeCostExplorer wrong = FakeCostExplorer.answering(
                exchange -> "{\"ResultsByTime\":[" + result("2020-01-01", "\"1\"", "USD") + "]}")) {
            AwsCostExplorer caught = AwsCostExplorer.using(wrong.client()).withClock(clock);

            assertThatThrownBy(() -> Fetched.from(caught, DAYS))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("not asked for");
        }
    }

    @Test
    void what_is_no_amount_is_refused_and_makes_its_day_partial() {
        try (FakeCostExplorer odd = FakeCostExplorer.answering(exchange -> "{\"ResultsByTime\":["
                + result("2026-07-01", "\"1,000\"", "USD") + ","
                + result("2026-07-02", "\"1e999999999\"", "USD") + ","
                + result("2026-07-03", "\"1\"", "") + ","
                + result("2026-07-04", "\"5.64902E-05\"", "USD") + "]}")) {
            Fetched received = Fetched.from(AwsCostExplorer.using(odd.client()).withClock(clock), DAYS);

            assertThat(received.refusals())
                    .hasSize(3)
                    .allMatch(refusal -> refusal.source().contains("GetCostAndUsage"));
            assertThat(received.completeness().values().stream().map(Enum::name))
                    .containsExactly("PARTIAL", "PARTIAL", "PARTIAL", "FINAL");
            assertThat(received.billed()).isEqualByComparingTo("0.0000564902");
        }
    }

    private static String result(String day, String amount, String unit) {
        return "{\"TimePeriod\":{\"Start\":\"" + day + "\",\"End\":\""
                + LocalDate.parse(day).plusDays(1)
                + "\"},\"Total\":{},\"Groups\":[{\"Keys\":[\"123456789012\",\"Amazon Simple Storage Service\"],"
                + "\"Metrics\":{\"UnblendedCost\":{\"Amount\":" + amount + ",\"Unit\":\"" + unit
                + "\"}}}],\"Estimated\":false}";
    }

    @Test
    void an_empty_answer_sends_no_day() {
        try (FakeCostExplorer empty = FakeCostExplorer.answering(exchange -> "{}")) {
            assertThat(Fetched.from(AwsCostExplorer.using(empty.client()).withClock(clock), DAYS)
                            .days())
                    .isEmpty();
        }
    }

    @Test
    void figures_that_change_between_the_calls_of_a_split_question_are_read_again() {
        AwsCostExplorer split =
                provider.by(FocusColumn.SUB_ACCOUNT_ID, FocusColumn.SERVICE_NAME, FocusColumn.REGION_ID);
        int[] calls = {0};
        try (FakeCostExplorer moving = FakeCostExplorer.answering(exchange -> {
            String answer = answers.answer(exchange.request());
            return ++calls[0] == 3 ? answer.replaceFirst("\"Amount\":\"", "\"Amount\":\"77") : answer;
        })) {
            AwsCostExplorer reading = AwsCostExplorer.using(moving.client())
                    .by(FocusColumn.SUB_ACCOUNT_ID, FocusColumn.SERVICE_NAME, FocusColumn.REGION_ID)
                    .withClock(clock);

            assertThatThrownBy(() -> Fetched.from(reading, DAYS))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("changed between two calls");
            assertThat(Fetched.from(reading, DAYS).billed())
                    .isEqualByComparingTo(Fetched.from(split, DAYS).billed());
        }
    }
}
