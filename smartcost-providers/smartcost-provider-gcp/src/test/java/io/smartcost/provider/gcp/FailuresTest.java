package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.Retryable;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.bigquery.BigQuery;
import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.provider.gcp.FakeBigQuery.Fault;
import io.smartcost.spi.RetryableException;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FailuresTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);
    private static final DayRange DAYS = new DayRange(FIRST, FIRST.plusDays(5));
    private static final List<Ask> ASKS = List.of(Ask.TABLE, Ask.DRY_RUN, Ask.INSERT, Ask.JOB, Ask.PAGE);

    private static final GeneratedExport EXPORT = new GeneratedExport(11).add(FIRST, 5, 2, 3, 1);
    private static final DuckDbTable TABLE = new DuckDbTable(ExportSchema.STANDARD);

    private final FakeBigQuery cloud = new FakeBigQuery(TABLE);
    private final FixedClock clock = FixedClock.at("2026-08-20T12:00:00Z");
    private final GcpBillingExport provider = GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE)
            .withClock(clock)
            .withRowsPerPage(4);

    @BeforeAll
    static void fill() {
        TABLE.add(EXPORT.rows);
    }

    @AfterAll
    static void close() {
        TABLE.close();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private Throwable failure(GcpBillingExport from) {
        return catchThrowable(() -> Fetched.from(from, DAYS));
    }

    static Stream<Arguments> passing() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("429", Faults.status(429, "rateLimitExceeded"));
        faults.put("403 rate", Faults.status(403, "rateLimitExceeded"));
        faults.put("500", Faults.status(500, "backendError"));
        faults.put("502 without JSON", exchange -> FakeBigQuery.send(exchange, 502, "<html>Bad Gateway</html>"));
        faults.put("503", Faults.status(503, "backendError"));
        faults.put("cut", Faults.cut());
        faults.put("no JSON", Faults.body("<html>Hello</html>"));
        faults.put("truncated JSON", Faults.body("{\"kind\":\"bigquery#job\",\"jobReference\":{\"projectId\":\"p"));
        faults.put("nothing", Faults.body(""));
        List<Arguments> all = new ArrayList<>();
        for (Ask ask : ASKS) {
            faults.forEach((name, fault) -> all.add(Arguments.of(ask, name, fault)));
        }
        return all.stream();
    }

    /** Whatever is asked, and whatever comes of it: it may be tried again, once, and nothing has been tried by the client itself. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("passing")
    void what_may_pass_is_for_the_sync_to_repeat(Ask ask, String name, Fault fault) {
        cloud.pollsUntilDone = ask == Ask.JOB ? 1 : 0;
        cloud.fault(ask, fault);

        assertThat(failure(provider)).isInstanceOf(RetryableException.class).hasMessageContaining(FakeBigQuery.TABLE);
        assertThat(cloud.asked.stream().filter(ask::equals).count()).isEqualTo(1);
        assertThat(Fetched.from(provider, DAYS).billed())
                .isEqualByComparingTo(EXPORT.net(DAYS.start(), DAYS.end()).get("USD"));
    }

    @Test
    void the_servers_wait_is_passed_on() {
        for (Ask ask : List.of(Ask.TABLE, Ask.DRY_RUN, Ask.INSERT, Ask.PAGE)) {
            cloud.fault(ask, Faults.waitFor(429, "rateLimitExceeded", 7));
            assertThatThrownBy(() -> Fetched.from(provider, DAYS))
                    .isInstanceOfSatisfying(
                            RetryableException.class,
                            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
            cloud.fault(ask, Faults.status(503, "backendError"));
            assertThatThrownBy(() -> Fetched.from(provider, DAYS))
                    .isInstanceOfSatisfying(
                            RetryableException.class,
                            e -> assertThat(e.retryAfter()).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, accessDenied, roles/bigquery.dataViewer",
        "403, quotaExceeded, its day is over",
        "403, billingNotEnabled, Enable billing",
        "400, invalidQuery, it has changed",
        "404, notFound, Check the names",
        "401, authError, credentials are not accepted",
        "403, '', roles/bigquery.jobUser",
        "400, somethingNew, will not pass",
        "403, responseTooLarge, ask for fewer days",
    })
    void what_stays_says_what_to_do(int status, String reason, String advice) {
        for (Ask ask : List.of(Ask.DRY_RUN, Ask.INSERT, Ask.PAGE)) {
            cloud.fault(ask, Faults.status(status, reason));
            assertThat(failure(provider))
                    .isInstanceOf(SmartCostException.class)
                    .isNotInstanceOf(RetryableException.class)
                    .hasMessageContainingAll(advice, status == 401 ? "" : "It said why", FakeBigQuery.TABLE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "backendError, true",
        "jobBackendError, true",
        "internalError, true",
        "rateLimitExceeded, true",
        "tableUnavailable, true",
        "quotaExceeded, false",
        "accessDenied, false",
        "resourcesExceeded, false",
        "invalidQuery, false",
        "stopped, false",
        "bytesBilledLimitExceeded, false",
    })
    void a_query_that_fails_while_it_runs_tells_its_reason(String reason, boolean passes) {
        cloud.pollsUntilDone = 1;
        cloud.jobError =
                new ObjectMapper().createObjectNode().put("reason", reason).put("message", "Because");

        assertThat(failure(provider))
                .isInstanceOf(passes ? RetryableException.class : SmartCostException.class)
                .hasMessageContainingAll(reason, "Because");
        assertThat(failure(provider) instanceof RetryableException).isEqualTo(passes);
    }

    @Test
    void a_table_that_is_not_there_or_is_no_export_is_said_so() {
        cloud.missing = true;
        assertThat(failure(provider))
                .hasMessageContainingAll("There is no table", FakeBigQuery.TABLE, "roles/bigquery.dataViewer");
        cloud.fault(
                Ask.TABLE,
                Faults.body(
                        "{\"kind\":\"bigquery#table\",\"type\":\"TABLE\",\"tableReference\":{\"projectId\":\"p\",\"datasetId\":\"d\","
                                + "\"tableId\":\"t\"},\"schema\":{\"fields\":[{\"name\":\"x\",\"type\":\"STRING\"}]}}"));
        assertThat(failure(provider)).hasMessageContainingAll("no column usage_start_time", "no Cloud Billing export");
    }

    @Test
    void a_page_that_comes_again_does_not_loop() {
        cloud.pageTokens = () -> "4";

        assertThat(failure(provider))
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("a page that was read already");
        assertThat(cloud.asked.stream().filter(Ask.PAGE::equals).count()).isLessThan(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"totalRows\":\"1\",\"rows\":[{\"f\":[{\"v\":\"2026-07-02\"}]}]} | does not belong",
                "{\"totalRows\":\"1\",\"rows\":[{\"f\":[]}]} | does not belong",
                "{\"totalRows\":\"1\",\"rows\":[{\"f\":[{\"v\":null}]}]} | does not belong",
            })
    void a_row_of_another_answer_is_not_trusted(String page, String message) {
        cloud.fault(Ask.PAGE, Faults.body(page));

        assertThat(failure(provider)).isInstanceOf(RetryableException.class).hasMessageContaining(message);
    }

    @Test
    void rows_out_of_order_are_not_trusted() {
        cloud.reversed = true;

        assertThat(failure(provider)).isInstanceOf(RetryableException.class).hasMessageContaining("sent a row of");
    }

    @Test
    void credentials_that_give_no_token_are_named_as_the_cause() {
        BigQuery client = cloud.client.getOptions().toBuilder()
                .setCredentials(new GoogleCredentials() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public AccessToken refreshAccessToken() throws IOException {
                        throw new NoToken();
                    }
                })
                .build()
                .getService();

        assertThat(failure(GcpBillingExport.using(client, FakeBigQuery.TABLE).withClock(clock)))
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("credentials give no access token");
        assertThat(cloud.asked).isEmpty();
    }

    private static final class NoToken extends IOException implements Retryable {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isRetryable() {
            return false;
        }

        @Override
        public int getRetryCount() {
            return 0;
        }
    }

    /** A storm: each thing that is asked fails several times before it is answered. */
    @Test
    void a_sync_gets_through_a_storm_and_the_books_balance() {
        for (Ask ask : List.of(Ask.TABLE, Ask.DRY_RUN, Ask.INSERT, Ask.PAGE)) {
            cloud.fault(ask, Faults.status(429, "rateLimitExceeded")).fault(ask, Faults.cut());
        }
        try (SmartCost smartCost = SmartCost.builder()
                .provider(provider)
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(clock)
                .build()) {
            SyncReport report = smartCost
                    .sync()
                    .since(DAYS)
                    .policy(SyncPolicy.DEFAULT.retries(9, Duration.ofMillis(1), Duration.ofMinutes(1)))
                    .run();

            assertThat(report.ok()).as(report.summary()).isTrue();
            assertThat(report.balanced()).isTrue();
            assertThat(smartCost.costs().during(DAYS).fetch().totals().get("USD"))
                    .isEqualByComparingTo(EXPORT.net(DAYS.start(), DAYS.end()).get("USD"));
            assertThat(report.paidCalls()).as("each start of a query was told").isEqualTo(cloud.billed());
        }
    }
}
