package io.smartcost.provider.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.smartcost.provider.azure.FakeCostManagement.SCOPE;
import static io.smartcost.provider.azure.FakeCostManagement.error;
import static io.smartcost.provider.azure.FakeCostManagement.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.azure.core.credential.AccessToken;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import io.smartcost.sync.AccountSync;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

class FailuresTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);
    private static final DayRange DAYS = new DayRange(FIRST, FIRST.plusDays(5));

    private final FixedClock clock = FixedClock.at("2026-08-15T12:00:00Z");
    private final Bill bill = new Bill(5).add(FIRST, 5, 3, 3, false);
    private final BillAnswers answers = new BillAnswers(bill);
    private final FakeCostManagement cloud = FakeCostManagement.of(answers);
    private final AzureCostManagement provider = cloud.provider().withClock(clock);

    @AfterEach
    void stop() {
        cloud.close();
    }

    private Fetched fetch() {
        return Fetched.from(provider, DAYS);
    }

    static Stream<Arguments> whatMayPass() {
        return Stream.of(
                Arguments.of("throttling", error(429, "429", "Too many requests. Please retry.")),
                Arguments.of("a failure inside", error(500, "InternalServerError", "oops")),
                Arguments.of("a gateway's failure", aResponse().withStatus(502)),
                Arguments.of("no service", aResponse().withStatus(503).withBody("<html>sorry</html>")),
                Arguments.of("a gateway's patience", error(504, "GatewayTimeout", "")),
                Arguments.of("a cut connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of("no answer at all", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Arguments.of("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                Arguments.of("a body that breaks off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
                Arguments.of("truncated JSON", json("{\"properties\":{\"columns\":[{\"name\":\"Co")),
                Arguments.of("JSON that ends in a number", json("{\"properties\":{\"rows\":[[4.")),
                Arguments.of("an empty answer", json("")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatMayPass")
    void what_may_pass_is_retryable_and_was_tried_once(String what, ResponseDefinitionBuilder fault) {
        cloud.faults.add(fault);

        Throwable thrown = catchThrowable(this::fetch);

        assertThat(thrown).as(what).isInstanceOf(RetryableException.class).hasMessageContaining("ActualCost");
        assertThat(cloud.exchanges).hasSize(1);
        assertThat(fetch().days()).hasSize(5);
    }

    static Stream<Arguments> waits() {
        String limit = "x-ms-ratelimit-microsoft.costmanagement-";
        return Stream.of(
                Arguments.of(error(429, "429", "").withHeader("Retry-After", "17"), 17),
                Arguments.of(
                        error(429, "429", "")
                                .withHeader("Retry-After", "1")
                                .withHeader(limit + "qpu-retry-after", "10")
                                .withHeader(limit + "entity-retry-after", "3")
                                .withHeader(limit + "tenant-retry-after", "59")
                                .withHeader(limit + "client-retry-after", "20"),
                        59),
                Arguments.of(error(429, "429", "").withHeader(limit + "clienttype-retry-after", "45"), 45),
                Arguments.of(
                        error(429, "429", "").withHeader("x-ms-ratelimit-microsoft.consumption-retry-after", "8"), 8),
                Arguments.of(error(503, "503", "").withHeader("Retry-After", "Sat, 15 Aug 2026 12:01:30 GMT"), 90),
                Arguments.of(error(429, "429", "").withHeader("Retry-After", "2.5"), 3),
                Arguments.of(error(429, "429", "").withHeader("Retry-After", "999999999"), 86_400),
                Arguments.of(error(429, "429", "").withHeader("Retry-After", "soon"), null),
                Arguments.of(
                        error(429, "429", "")
                                .withHeader("x-ms-ratelimit-remaining-microsoft.costmanagement-entity-requests", "4"),
                        null));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void the_longest_wait_is_told(ResponseDefinitionBuilder throttled, Integer seconds) {
        cloud.faults.add(throttled);

        assertThatThrownBy(this::fetch)
                .isInstanceOfSatisfying(
                        RetryableException.class,
                        e -> assertThat(e.retryAfter())
                                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds)));
    }

    static Stream<Arguments> whatStays() {
        return Stream.of(
                Arguments.of(error(400, "BadRequest", "Invalid query definition: Invalid dataset grouping"), "fewer"),
                Arguments.of(error(401, "InvalidAuthenticationToken", "no"), "BearerTokenAuthenticationPolicy"),
                Arguments.of(error(403, "AuthorizationFailed", "no"), "Cost Management Reader"),
                Arguments.of(error(404, "SubscriptionNotFound", "no"), "check its id"),
                Arguments.of(aResponse().withStatus(302).withHeader("Location", "http://localhost:1/"), "HTTP 302"),
                Arguments.of(json("<html>a proxy's page</html>"), "no JSON at line 1"),
                Arguments.of(json("{\"properties\":]}"), "no JSON"),
                Arguments.of(json("[]"), "no JSON object"),
                Arguments.of(json("{\"properties\":null}"), "without properties.columns"),
                Arguments.of(json("{\"properties\":{\"columns\":[],\"rows\":7}}"), "properties.rows"),
                Arguments.of(json("{\"properties\":{\"columns\":[],\"rows\":[]}}"), "no cost, no day or no currency"),
                Arguments.of(json("{\"properties\":{\"columns\":[{\"type\":\"Number\"}],\"rows\":[]}}"), "no name"),
                Arguments.of(json("{\"properties\":{\"rows\":[],\"rows\":[]}}"), "no JSON"));
    }

    @ParameterizedTest
    @MethodSource("whatStays")
    void what_stays_says_what_to_do(ResponseDefinitionBuilder answer, String advice) {
        cloud.faults.add(answer);

        assertThatThrownBy(this::fetch)
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining(advice)
                .hasMessageContaining(SCOPE.path());
        assertThat(cloud.exchanges).hasSize(1);
    }

    @Test
    void no_failure_shows_the_token() {
        Stream.concat(
                        whatMayPass(),
                        Stream.of(Arguments.of("", error(401, "x", "Bearer " + FakeCostManagement.SECRET))))
                .map(arguments -> (ResponseDefinitionBuilder) arguments.get()[1])
                .forEach(cloud.faults::add);
        while (!cloud.faults.isEmpty()) {
            StringWriter text = new StringWriter();
            catchThrowable(this::fetch).printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).doesNotContain("this-must-not-be-seen");
        }
        assertThat(cloud.exchanges)
                .extracting(FakeCostManagement.Exchange::token)
                .containsOnly("Bearer " + FakeCostManagement.SECRET);
        assertThat(provider.toString()).doesNotContain("this-must-not-be-seen");
    }

    @Test
    void a_slow_body_ends_in_time() {
        cloud.faults.add(json("{\"properties\":{\"columns\":[],\"rows\":[]}}").withChunkedDribbleDelay(20, 20_000));

        assertThatThrownBy(() -> Fetched.from(provider.withTimeout(Duration.ofMillis(300)), DAYS))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("was not answered within PT0.3S");
    }

    @Test
    void a_credential_that_blocks_ends_in_time() {
        HttpPipeline blocking = new HttpPipelineBuilder()
                .httpClient(FakeCostManagement.pipeline().getHttpClient())
                .policies((context, next) -> {
                    try {
                        Thread.sleep(3_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return next.process();
                })
                .build();
        AzureCostManagement slow = AzureCostManagement.using(blocking, SCOPE)
                .at(cloud.endpoint())
                .withClock(clock)
                .withTimeout(Duration.ofMillis(300));
        long start = System.nanoTime();

        assertThatThrownBy(() -> Fetched.from(slow, DAYS))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("was not answered within PT0.3S");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_server_that_is_not_there_may_come_back() {
        cloud.close();

        assertThatThrownBy(this::fetch).isInstanceOf(RetryableException.class).hasMessageContaining("connection");
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
    void a_credential_that_gets_no_token_is_told_what_to_give() {
        HttpPipeline poor = new HttpPipelineBuilder()
                .httpClient(FakeCostManagement.pipeline().getHttpClient())
                .policies(new BearerTokenAuthenticationPolicy(
                        request -> Mono.error(new ClientAuthenticationException("no identity here", null)),
                        "https://management.azure.com/.default"))
                .build();

        assertThatThrownBy(() ->
                        Fetched.from(AzureCostManagement.using(poor, SCOPE).withClock(clock), DAYS))
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("managed identity");
    }

    @Test
    void a_token_is_not_sent_in_the_clear() {
        HttpPipeline bearer = new HttpPipelineBuilder()
                .httpClient(FakeCostManagement.pipeline().getHttpClient())
                .policies(new BearerTokenAuthenticationPolicy(
                        request -> Mono.just(new AccessToken(FakeCostManagement.SECRET, OffsetDateTime.MAX)),
                        "https://management.azure.com/.default"))
                .build();
        AzureCostManagement clear =
                AzureCostManagement.using(bearer, SCOPE).withClock(clock).at(cloud.endpoint());

        assertThatThrownBy(() -> Fetched.from(clear, DAYS))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("https only");
        assertThat(cloud.exchanges).isEmpty();
    }

    @Test
    void a_storm_of_throttling_is_survived_by_the_sync() {
        for (int i = 0; i < 4; i++) {
            ResponseDefinitionBuilder throttled = error(429, "429", "");
            cloud.faults.add(i % 2 == 0 ? throttled : throttled.withHeader("Retry-After", "0"));
        }
        SyncReport report = sync(5);

        assertThat(report.ok()).as("%s", report).isTrue();
        assertThat(cloud.exchanges).hasSize(6);
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void a_storm_that_does_not_end_ends_the_sync_and_stores_nothing() {
        for (int i = 0; i < 20; i++) {
            cloud.faults.add(error(429, "429", ""));
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

    static Stream<String> elsewhere() {
        return Stream.of(
                "https://evil.example/providers/Microsoft.Billing/billingAccounts/7654321/providers/Microsoft.CostManagement/query?a=1",
                "$endpoint.evil.example$path?a=1",
                "$endpoint@evil.example$path?a=1",
                "//evil.example$path?a=1",
                "$path?a=1",
                "$endpoint/subscriptions/11111111-2222-3333-4444-555555555555?a=1",
                "$endpoint$path/../../elsewhere?a=1",
                "https://localhost$path?a=1",
                "file:///etc/passwd",
                "no address");
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void a_next_page_elsewhere_is_not_followed(String link) {
        String[] next = new String[1];
        try (FakeCostManagement hostile = FakeCostManagement.answering((question, url) -> page(next[0], ""))) {
            String path = URI.create(SCOPE.encodedPath() + "/providers/Microsoft.CostManagement/query")
                    .getPath();
            next[0] = link.replace("$endpoint", hostile.endpoint().toString()).replace("$path", path);

            assertThatThrownBy(() -> Fetched.from(hostile.provider().withClock(clock), DAYS))
                    .isInstanceOf(SmartCostException.class)
                    .isNotInstanceOf(RetryableException.class)
                    .hasMessageContaining("not followed");
            assertThat(hostile.exchanges).hasSize(1);
        }
    }

    @Test
    void a_link_that_repeats_ends_the_fetch() {
        String[] next = new String[1];
        try (FakeCostManagement looping = FakeCostManagement.answering((question, url) -> page(next[0], ""))) {
            // Azure does not keep to one casing of its paths.
            next[0] = looping.endpoint() + "/PROVIDERS/microsoft.billing/billingAccounts/7654321/providers/"
                    + "Microsoft.CostManagement/Query?api-version=2025-03-01&$skiptoken=AQ%3D%3D";

            assertThatThrownBy(() -> Fetched.from(looping.provider().withClock(clock), DAYS))
                    .isInstanceOf(SmartCostException.class)
                    .isNotInstanceOf(RetryableException.class)
                    .hasMessageContaining("does not end");
            assertThat(looping.exchanges).hasSize(2);
            assertThat(looping.exchanges.get(1).url()).endsWith("$skiptoken=AQ%3D%3D");
        }
    }

    @Test
    void a_page_that_comes_twice_under_another_link_is_not_counted_twice() {
        answers.pageSize = 4;
        String[] self = new String[1];
        try (FakeCostManagement same = FakeCostManagement.answering((question, url) -> answers.answer(
                question, 0, next -> self[0] + url.replaceAll("\\?.*", "") + "?n=" + System.nanoTime()))) {
            self[0] = same.endpoint().toString();

            assertThatThrownBy(() -> Fetched.from(same.provider().withClock(clock), DAYS))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("twice");
        }
    }

    @Test
    void days_that_were_not_asked_for_are_not_taken() {
        try (FakeCostManagement shifted =
                FakeCostManagement.answering((question, url) -> page("", "[1,20250701,\"EUR\"]"))) {
            assertThatThrownBy(() -> Fetched.from(shifted.provider().withClock(clock), DAYS))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("not asked for");
        }
    }

    private static String page(String next, String rows) {
        return "{\"properties\":{\"nextLink\":\"" + next + "\",\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"},"
                + "{\"name\":\"UsageDate\",\"type\":\"Number\"},{\"name\":\"Currency\",\"type\":\"String\"}],\"rows\":["
                + rows + "]}}";
    }
}
