package io.smartcost.provider.opencost;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.time.LocalDate;

/** Answers like an OpenCost, over HTTP: a day that nobody has set has no allocations. */
final class StandIn implements AutoCloseable {
    private final WireMockServer server = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().containerThreads(10).stubCorsEnabled(false));

    StandIn() {
        server.start();
        forget();
    }

    /** Forgets all days. */
    void forget() {
        server.resetAll();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(okJson("{\"code\":200,\"data\":[{}]}")));
    }

    /** Sets a day, of the cluster at this base path. */
    void answer(String base, LocalDate day, String json) {
        answer(base, day, okJson(json));
    }

    void answer(String base, LocalDate day, ResponseDefinitionBuilder answer) {
        server.stubFor(askedFor(base, day).willReturn(answer));
    }

    /** Answers the first call for a day so, and every later one with the allocations. */
    void answerLater(LocalDate day, ResponseDefinitionBuilder first, String json) {
        String story = "story of " + day;
        server.stubFor(askedFor("", day)
                .inScenario(story)
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("asked")
                .willReturn(first));
        server.stubFor(
                askedFor("", day).inScenario(story).whenScenarioStateIs("asked").willReturn(okJson(json)));
    }

    private static MappingBuilder askedFor(String base, LocalDate day) {
        return get(urlPathEqualTo(base + "/allocation"))
                .withQueryParam("window", equalTo(day + "T00:00:00Z," + day.plusDays(1) + "T00:00:00Z"));
    }

    static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status);
    }

    /** Not the server's own base URL: in some languages its port has digits that no URI has. */
    URI uri(String base) {
        return URI.create("http://localhost:" + server.port() + base);
    }

    WireMockServer server() {
        return server;
    }

    @Override
    public void close() {
        server.stop();
    }
}
