package io.smartcost.provider.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class DataExportsFailuresTest {
    private static final YearMonth MAY = YearMonth.of(2024, 5);
    private static final DayRange DAYS = DayRange.month(MAY);
    private static final String DELIVERED = "2024-06-01T06:00:00Z";
    private static final String LIST = "GET \\?";
    private static final String MANIFEST = "GET .*Manifest.json";
    private static final String HEAD = "HEAD .*00001.csv";
    private static final String DATA = "GET .*00001.csv";

    private final FakeS3 s3 = new FakeS3();
    private final Export export = Export.in(s3.bucket, DELIVERED);
    private final S3Client client = s3.client();
    private final AwsDataExports provider =
            AwsDataExports.using(client, export.location()).withClock(FixedClock.at("2024-06-01T12:00:00Z"));

    @BeforeEach
    void deliver() {
        export.overwrite(
                "2024-05", new CurCsv().row("2024-05-03", "Usage", "1.5").toString());
    }

    @AfterEach
    void stop() {
        client.close();
        s3.close();
    }

    private Fetched fetch() {
        return Fetched.from(provider, DAYS);
    }

    static Stream<Arguments> whatMayPass() {
        return Stream.of(LIST, MANIFEST, HEAD, DATA)
                .flatMap(call -> Stream.of(
                        Arguments.of(call, "throttling", FakeS3.error(503, "SlowDown")),
                        Arguments.of(call, "a failure inside", FakeS3.error(500, "InternalError")),
                        Arguments.of(
                                call,
                                "a proxy's page",
                                aResponse().withStatus(502).withBody("<html>sorry")),
                        Arguments.of(call, "a reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                        Arguments.of(call, "nothing", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                        Arguments.of(call, "garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("whatMayPass")
    void what_may_pass_is_retryable_and_was_tried_once(String call, String what, ResponseDefinitionBuilder fault) {
        s3.lasting.put(call, fault);

        Throwable thrown = catchThrowable(this::fetch);

        s3.lasting.clear();
        assertThat(thrown).as(what).isInstanceOf(RetryableException.class);
        assertThat(thrown.getMessage())
                .contains("s3://billing/exports/2024/all-costs")
                .doesNotContain(FakeS3.SECRET);
        // The JDK's own client asks again, once, when a connection that it kept is closed.
        boolean answered = what.equals("throttling") || what.equals("a failure inside");
        assertThat(s3.bucket.requests.stream().filter(request -> request.matches(call)))
                .hasSizeBetween(1, answered ? 1 : 2);
        assertThat(fetch().billed()).isEqualByComparingTo("1.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, MANIFEST, HEAD, DATA})
    void the_servers_wait_is_told(String call) {
        s3.faults.put(call, FakeS3.error(503, "SlowDown").withHeader("Retry-After", "9"));

        assertThatThrownBy(this::fetch)
                .isInstanceOfSatisfying(
                        RetryableException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(9)));
    }

    static Stream<Arguments> whatStays() {
        return Stream.of(
                Arguments.of(LIST, 403, "AccessDenied", "s3:ListBucket on arn:aws:s3:::billing and s3:GetObject"),
                Arguments.of(MANIFEST, 403, "AccessDenied", "arn:aws:s3:::billing/exports/2024/all-costs/*"),
                Arguments.of(HEAD, 403, "", "s3:GetObject"),
                Arguments.of(DATA, 403, "InvalidObjectState", "restore it"),
                Arguments.of(LIST, 404, "NoSuchBucket", "no bucket billing"),
                Arguments.of(LIST, 301, "PermanentRedirect", "region"),
                Arguments.of(LIST, 403, "ExpiredToken", "renew them"),
                Arguments.of(LIST, 403, "SignatureDoesNotMatch", "credentials"),
                Arguments.of(LIST, 400, "SomethingNew", "will not pass"));
    }

    @ParameterizedTest
    @MethodSource("whatStays")
    void what_stays_says_what_to_do(String call, int status, String code, String advice) {
        s3.faults.put(call, code.isEmpty() ? aResponse().withStatus(status) : FakeS3.error(status, code));

        StringWriter trace = new StringWriter();
        Throwable thrown = catchThrowable(this::fetch);
        thrown.printStackTrace(new PrintWriter(trace));

        assertThat(thrown)
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining(advice);
        assertThat(trace.toString()).doesNotContain(FakeS3.SECRET);
        assertThat(provider.toString()).doesNotContain(FakeS3.SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, MANIFEST, DATA})
    void a_slow_body_ends_in_time(String call) {
        s3.faults.put(
                call, aResponse().withStatus(206).withBody("x".repeat(200)).withChunkedDribbleDelay(20, 20_000));
        long start = System.nanoTime();

        assertThatThrownBy(() -> Fetched.from(provider.withTimeout(Duration.ofMillis(400)), DAYS))
                .isInstanceOf(RetryableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_connection_that_breaks_off_in_a_file_is_no_broken_file() {
        String longerThanAPart = largeFile();
        export.overwrite("2024-05", longerThanAPart);
        s3.faults.put(DATA, aResponse().withStatus(206).withBody(longerThanAPart.substring(0, 1000)));

        Fetched received = new Fetched();
        assertThatThrownBy(() -> provider.fetch(provider.accounts().get(0), DAYS, received))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("broke off");
        assertThat(received.days()).isEmpty();
        assertThat(received.refusals()).isEmpty();
        assertThat(fetch().refusals()).isEmpty();
    }

    private static String largeFile() {
        CurCsv csv = new CurCsv();
        String filling = "y".repeat(1 << 16);
        for (int i = 0; i < 200; i++) {
            csv.row("2024-05-03", "Usage", "1", "line_item_line_item_description", filling);
        }
        return csv.toString();
    }

    /** Each request fails some of the time, as it pleases: the books balance all the same. */
    @Test
    void a_sync_rides_out_a_storm() {
        Random random = new Random(3);
        List<String> calls = List.of(LIST, MANIFEST, HEAD, DATA);
        try (SmartCost smartCost = SmartCost.builder()
                .provider(provider)
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(FixedClock.at("2024-06-01T12:00:00Z"))
                .build()) {
            calls.forEach(call -> s3.faults.put(
                    call, random.nextBoolean() ? FakeS3.error(503, "SlowDown") : FakeS3.error(500, "InternalError")));

            SyncReport report = smartCost
                    .sync()
                    .since(DAYS)
                    .policy(SyncPolicy.DEFAULT.retries(8, Duration.ofMillis(1), Duration.ofSeconds(5)))
                    .run();

            assertThat(report.ok()).as("%s", report).isTrue();
            assertThat(report.balanced()).isTrue();
            assertThat(smartCost.costs().during(DAYS).fetch().totals().get("USD"))
                    .isEqualByComparingTo("1.5");
            assertThat(s3.faults).isEmpty();
        }
    }

    @Test
    void a_sync_of_what_stays_broken_tells_why() {
        s3.bucket.put(export.manifestKey(MAY), "{".getBytes(UTF_8), Instant.parse(DELIVERED));
        try (SmartCost smartCost = SmartCost.builder()
                .provider(provider)
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(FixedClock.at("2024-06-01T12:00:00Z"))
                .build()) {
            AccountSync account = smartCost.sync().since(DAYS).run().accounts().get(0);

            assertThat(account.outcome()).isEqualTo(AccountSync.Outcome.FAILED);
            assertThat(account.reason()).contains("all-costs-Manifest.json is not valid JSON");
        }
    }

    @Test
    void a_closed_client_is_told() {
        client.close();

        assertThatThrownBy(this::fetch).isInstanceOf(SmartCostException.class);
    }
}
