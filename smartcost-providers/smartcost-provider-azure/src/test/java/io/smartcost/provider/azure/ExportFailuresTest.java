package io.smartcost.provider.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExportFailuresTest {
    private static final DayRange DAYS = DayRange.of(LocalDate.of(2026, 8, 1));

    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private AzureExports provider() {
        String endpoint = "http://localhost:" + Integer.toString(server.port()) + "/account";
        return AzureExports.using(Azurite.client(endpoint, "costs"), "focus")
                .withClock(FixedClock.at("2026-08-12T09:00:00Z"))
                .withTimeout(Duration.ofSeconds(10));
    }

    private static ResponseDefinitionBuilder error(int status, String code) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/xml")
                .withHeader("x-ms-error-code", code)
                .withBody("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code
                        + "</Code><Message>No.</Message></Error>");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(error(503, "ServerBusy"), true, "HTTP 503 ServerBusy"),
                Arguments.of(error(500, "InternalError"), true, "HTTP 500"),
                Arguments.of(error(429, "TooManyRequests"), true, "HTTP 429"),
                Arguments.of(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), true, "connection"),
                Arguments.of(aResponse().withFault(Fault.EMPTY_RESPONSE), true, "connection"),
                Arguments.of(error(403, "AuthorizationPermissionMismatch"), false, "Storage Blob Data Reader"),
                Arguments.of(error(401, "NoAuthenticationInformation"), false, "Storage Blob Data Reader"),
                Arguments.of(error(404, "ContainerNotFound"), false, "no such container"),
                Arguments.of(error(409, "BlobArchived"), false, "rehydrate"),
                Arguments.of(error(400, "InvalidQueryParameterValue"), false, "will not pass"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_says_what_it_is_and_was_tried_once(
            ResponseDefinitionBuilder answer, boolean mayPass, String message) {
        server.stubFor(any(anyUrl()).willReturn(answer));

        Throwable thrown = catchThrowable(() -> Fetched.from(provider(), DAYS));

        assertThat(thrown)
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("costs/focus");
        assertThat(thrown instanceof RetryableException).as("%s", thrown).isEqualTo(mayPass);
        // The JDK's client repeats a GET by itself whose connection broke off without an answer.
        boolean noAnswer = message.equals("connection");
        assertThat(server.getAllServeEvents()).hasSizeLessThanOrEqualTo(noAnswer ? 2 : 1);
    }

    @Test
    void the_servers_wait_is_told() {
        server.stubFor(any(anyUrl()).willReturn(error(503, "ServerBusy").withHeader("Retry-After", "7")));

        assertThatThrownBy(() -> Fetched.from(provider(), DAYS))
                .isInstanceOfSatisfying(
                        RetryableException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void a_slow_answer_ends_in_time() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(20_000)));

        assertThatThrownBy(() -> Fetched.from(provider().withTimeout(Duration.ofMillis(300)), DAYS))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("did not come within PT0.3S");
    }

    @Test
    void a_slow_body_ends_in_time() {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse().withBody("<EnumerationResults/>").withChunkedDribbleDelay(20, 20_000)));

        assertThatThrownBy(() -> Fetched.from(provider().withTimeout(Duration.ofMillis(300)), DAYS))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("did not come within PT0.3S");
    }
}
