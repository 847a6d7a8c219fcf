package io.smartcost.provider.opencost;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.smartcost.provider.opencost.StandIn.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import io.smartcost.spi.Secret;
import io.smartcost.testkit.FixedClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server does ends in an error of ours that says what to do, in bounded time. */
@Timeout(60)
class FailureTest {
    private static final StandIn STAND_IN = new StandIn();
    private static final LocalDate DAY = LocalDate.of(2026, 2, 27);
    private static final String GOOD =
            "{\"code\":200,\"data\":[{\"one/__idle__\":{\"cpuCost\":1.5,\"totalCost\":1.5}}]}";
    private static final String TOKEN = "s3cr3t-t0ken";

    @AfterAll
    static void stop() {
        STAND_IN.close();
    }

    @BeforeEach
    void forget() {
        STAND_IN.forget();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void what_may_pass_can_be_tried_again(int status) {
        RetryableException e = retryable(status(status).withBody("busy"));
        assertThat(e).hasMessageContaining(String.valueOf(status)).hasMessageContaining("busy");
        assertThat(e.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0, 0",
        "'Tue, 03 Mar 2026 12:00:30 GMT', 30",
        "99999999999999, 86400",
        "99999999999999999999999, -1",
        "'Tue, 03 Mar 2026 11:00:00 GMT', -1",
        "soon, -1",
        "-5, -1"
    })
    void the_servers_own_wait_is_told(String header, long seconds) {
        RetryableException e = retryable(status(429).withHeader("Retry-After", header));
        assertThat(e.retryAfter()).isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, curl",
        "401, bearerToken",
        "403, bearerToken",
        "404, /model",
        "405, /model",
        "302, final address",
        "308, final address",
        "418, curl"
    })
    void what_does_not_pass_says_what_to_do(int status, String advice) {
        assertThat(fails(status(status)
                        .withHeader("Location", "http://localhost:1/")
                        .withBody("no\u0000way\n")))
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("answered " + status + " (no way). ")
                .hasMessageContaining(advice);
    }

    @Test
    void a_failure_inside_the_json_counts_like_one_of_http() {
        assertThat(retryable(okJson("{\"code\":500,\"status\":\"error\",\"message\":\"no Prometheus\",\"data\":null}")))
                .hasMessageContaining("answered 500 (no Prometheus)");
        assertThat(fails(okJson("{\"data\":[{}],\"message\":\"bad window\",\"code\":400}")))
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("answered 400 (bad window)");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE"
            })
    void a_cut_connection_can_be_tried_again(Fault fault) {
        assertThat(retryable(aResponse().withFault(fault))).hasMessageContaining("prod at http");
    }

    @Test
    void a_server_that_is_not_there_can_be_tried_again() {
        OpenCost nowhere = openCost(Cluster.at("prod", URI.create("http://localhost:1")));
        assertThatThrownBy(() -> Received.from(nowhere, DayRange.of(DAY))).isInstanceOf(RetryableException.class);
    }

    @Test
    void a_slow_answer_and_a_slow_body_end_at_the_timeout() {
        for (ResponseDefinitionBuilder slow : new ResponseDefinitionBuilder[] {
            okJson(GOOD).withFixedDelay(20_000), okJson(GOOD).withChunkedDribbleDelay(20, 20_000)
        }) {
            STAND_IN.answer("", DAY, slow);
            OpenCost impatient = openCost(prod()).timeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> Received.from(impatient, DayRange.of(DAY)))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("did not answer for 2026-02-27 within PT0.3S");
        }
    }

    @Test
    void an_answer_that_breaks_off_anywhere_can_be_tried_again() {
        for (int length = 1; length < GOOD.length(); length++) {
            assertThat(fails(okJson(GOOD.substring(0, length))))
                    .as(GOOD.substring(0, length))
                    .isInstanceOf(RetryableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Log in</html>",
                "[]",
                "null",
                "7",
                "{}",
                "{\"code\":200}",
                "{\"data\":{}}",
                "{\"data\":null}",
                "{\"data\":[7]}",
                "{\"data\":[[]]}",
                "{\"data\":[{\"a\":{\"cpuCost\":NaN}}]}",
                "{\"data\":[{\"a\":{\"cpuCost\":1,\"cpuCost\":2}}]}",
                "{\"data\":[{\"a\":{},\"a\":{}}]}",
                "{\"data\":[{}]}{}",
                "{\"data\":[{}]} x"
            })
    void what_is_no_answer_says_so(String text) {
        assertThat(fails(okJson(text)))
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("gave no answer of OpenCost")
                .hasMessageContaining("/model");
    }

    @Test
    void deeply_nested_json_is_no_answer() {
        assertThat(fails(okJson("{\"data\":[{\"a\":" + "[".repeat(100_000))))
                .hasMessageContaining("gave no answer of OpenCost");
    }

    @Test
    void nothing_is_sent_of_an_answer_that_fails_at_its_end() {
        STAND_IN.answer("", DAY, GOOD.substring(0, GOOD.length() - 1));
        Received received = new Received();
        OpenCost openCost = openCost(prod());
        assertThatThrownBy(() -> openCost.fetch(openCost.accounts().get(0), DayRange.of(DAY), received))
                .isInstanceOf(RetryableException.class);
        assertThat(received.days).isEmpty();
        assertThat(received.records).isEmpty();
    }

    @Test
    void gzip_is_read() throws IOException {
        STAND_IN.answer("", DAY, gzipped(GOOD.getBytes(StandardCharsets.UTF_8)));
        assertThat(Received.from(openCost(prod()), DayRange.of(DAY)).records).hasSize(1);
    }

    @Test
    void a_bomb_is_left_at_the_cap() throws IOException {
        STAND_IN.answer("", DAY, gzipped(("{\"x\":\"" + " ".repeat(30 << 20)).getBytes(StandardCharsets.UTF_8)));
        OpenCost careful = openCost(prod()).largestAnswer(1 << 20);
        assertThatThrownBy(() -> Received.from(careful, DayRange.of(DAY)))
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("more than 1048576 bytes")
                .hasMessageContaining("largestAnswer");
    }

    @Test
    void a_large_answer_is_left_at_the_cap_and_read_below_it() {
        for (boolean compressed : new boolean[] {true, false}) {
            String json = GOOD + " ".repeat(10_000);
            STAND_IN.answer(
                    "", DAY, compressed ? okJson(json) : okJson(json).withHeader("Content-Encoding", "identity"));
            int size = json.length();
            assertThat(Received.from(openCost(prod()).largestAnswer(size), DayRange.of(DAY)).records)
                    .hasSize(1);
            assertThatThrownBy(() -> Received.from(openCost(prod()).largestAnswer(size - 1), DayRange.of(DAY)))
                    .hasMessageContaining("largestAnswer");
        }
    }

    @Test
    void what_is_said_to_be_gzip_and_is_not_is_an_error() {
        assertThat(fails(okJson(GOOD).withHeader("Content-Encoding", "gzip"))).isInstanceOf(RetryableException.class);
        assertThat(fails(okJson(GOOD).withHeader("Content-Encoding", "br")))
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("Accept-Encoding");
    }

    @Test
    void a_secret_shows_nowhere_even_if_the_server_echoes_it() {
        Cluster cluster = prod().bearerToken("env:TOKEN");
        for (ResponseDefinitionBuilder echo : new ResponseDefinitionBuilder[] {
            status(401).withBody("Bearer " + TOKEN + " is wrong"),
            status(503).withBody(TOKEN),
            okJson("{\"code\":403,\"message\":\"" + TOKEN + "\",\"data\":[]}"),
            okJson(TOKEN),
            okJson("{" + TOKEN),
            status(500).withBody(TOKEN.repeat(6_000))
        }) {
            STAND_IN.answer("", DAY, echo);
            OpenCost openCost = openCost(cluster)
                    .secrets(reference ->
                            reference.equals("env:TOKEN") ? Optional.of(new Secret(TOKEN)) : Optional.empty());
            SmartCostException e =
                    catchThrowableOfType(SmartCostException.class, () -> Received.from(openCost, DayRange.of(DAY)));
            assertThat(everythingIn(e)).doesNotContain(TOKEN);
            assertThat(openCost.toString()).doesNotContain(TOKEN);
        }
    }

    @Test
    void a_secret_in_a_broken_status_line_does_not_show() throws Exception {
        RetryableException e = retryable(TOKEN + " is what you sent\r\n\r\n");
        assertThat(e).hasMessageContaining("could not be read");
        assertThat(everythingIn(e)).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1000\r\n\r\n{\"code\":200,\"data\":[{",
                "Content-Length: 1000\r\n\r\n{\"code\":200,\"data\":[{}]}",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"cod",
                "Content-Length: 0\r\nContent-Encoding: gzip\r\n\r\n"
            })
    void a_body_that_is_cut_can_be_tried_again(String rest) throws Exception {
        assertThat(retryable("HTTP/1.1 200 OK\r\n" + rest)).hasMessageContaining("prod at http");
    }

    @Test
    void a_secret_that_no_header_can_carry_is_not_shown() {
        OpenCost openCost = openCost(prod().header("X-Key", "env:KEY"))
                .secrets(reference -> Optional.of(new Secret(TOKEN + "\nX-Other: 1")));
        assertThatThrownBy(() -> Received.from(openCost, DayRange.of(DAY)))
                .hasMessageContaining("'env:KEY'")
                .hasMessageNotContaining(TOKEN)
                .hasNoCause();
    }

    @Test
    void a_secret_that_is_not_there_is_named() {
        Cluster cluster = prod().bearerToken("env:TOKEN");
        assertThatThrownBy(() -> Received.from(openCost(cluster), DayRange.of(DAY)))
                .hasMessageContaining("'env:TOKEN'")
                .hasMessageContaining("Name where secrets are");
        OpenCost empty = openCost(cluster).secrets(reference -> Optional.empty());
        assertThatThrownBy(() -> Received.from(empty, DayRange.of(DAY))).hasMessageContaining("'env:TOKEN'");
    }

    @Test
    void days_of_another_time_zone_are_an_error() {
        assertThat(
                        fails(
                                okJson(
                                        "{\"data\":[{\"a\":{\"window\":{\"start\":\"2026-02-27T05:00:00Z\",\"end\":\"2026-02-28T05:00:00Z\"}}}]}")))
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("UTC offset");
    }

    @Test
    void an_interrupt_ends_the_call_and_is_kept() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Received.from(openCost(prod()), DayRange.of(DAY)))
                    .isInstanceOf(SmartCostException.class)
                    .hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** What is thrown if a server that wants the token sends these bytes and hangs up. */
    private static RetryableException retryable(String bytes) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread rude = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    InputStream request = socket.getInputStream();
                    assertThat(request.read(new byte[10_000])).isPositive();
                    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            rude.start();
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());
            OpenCost openCost = openCost(Cluster.at("prod", address).bearerToken("env:TOKEN"))
                    .secrets(reference -> Optional.of(new Secret(TOKEN)));
            RetryableException e =
                    catchThrowableOfType(RetryableException.class, () -> Received.from(openCost, DayRange.of(DAY)));
            rude.join();
            return e;
        }
    }

    private static String everythingIn(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all, true));
        return all.toString();
    }

    private static ResponseDefinitionBuilder gzipped(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        }
        return aResponse().withBody(bytes.toByteArray()).withHeader("Content-Encoding", "gzip");
    }

    private static RetryableException retryable(ResponseDefinitionBuilder answer) {
        SmartCostException failure = fails(answer);
        assertThat(failure).isInstanceOf(RetryableException.class);
        return (RetryableException) failure;
    }

    private static SmartCostException fails(ResponseDefinitionBuilder answer) {
        STAND_IN.answer("", DAY, answer);
        return catchThrowableOfType(SmartCostException.class, () -> Received.from(openCost(prod()), DayRange.of(DAY)));
    }

    private static Cluster prod() {
        return Cluster.at("prod", STAND_IN.uri(""));
    }

    private static OpenCost openCost(Cluster cluster) {
        return OpenCost.of(cluster)
                .withClock(FixedClock.at("2026-03-03T12:00:00Z"))
                .timeout(Duration.ofSeconds(5));
    }
}
