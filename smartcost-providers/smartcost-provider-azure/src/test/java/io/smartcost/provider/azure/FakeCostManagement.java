package io.smartcost.provider.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A server that speaks Cost Management's protocol and answers what the test says. */
final class FakeCostManagement implements ResponseDefinitionTransformerV2, AutoCloseable {
    static final String SECRET = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.this-must-not-be-seen";
    static final AzureScope SCOPE = AzureScope.billingAccount("7654321");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final HttpClient HTTP = new JdkHttpClientBuilder().build();

    /** A question, where it was asked, and the answer if it was an orderly one. */
    record Exchange(String url, String clientType, String token, JsonNode question, JsonNode answer) {
        String type() {
            return question.get("type").asText();
        }
    }

    final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    /** Served before anything else, one a request. */
    final Deque<ResponseDefinitionBuilder> faults = new ConcurrentLinkedDeque<>();
    /** How many requests are answered before the faults. */
    final AtomicInteger answeredFirst = new AtomicInteger();

    private final BiFunction<JsonNode, String, String> answers;
    private final WireMockServer server;

    private FakeCostManagement(BiFunction<JsonNode, String, String> answers) {
        this.answers = answers;
        server = new WireMockServer(options().dynamicPort().containerThreads(12).extensions(this));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(getName())));
    }

    static FakeCostManagement of(BillAnswers bill) {
        return of(() -> bill);
    }

    static FakeCostManagement of(Supplier<BillAnswers> bill) {
        FakeCostManagement[] self = new FakeCostManagement[1];
        self[0] = new FakeCostManagement((question, url) -> {
            int at = url.indexOf("$skiptoken=");
            int page = at < 0 ? 0 : Integer.parseInt(url.substring(at + "$skiptoken=".length()));
            String address = self[0].endpoint() + url.replaceAll("\\?.*", "");
            return bill.get().answer(question, page, next -> address + "?api-version=2025-03-01&$skiptoken=" + next);
        });
        return self[0];
    }

    /** @param answers the body for a question at an address */
    static FakeCostManagement answering(BiFunction<JsonNode, String, String> answers) {
        return new FakeCostManagement(answers);
    }

    URI endpoint() {
        // Not baseUrl(), which prints the digits of the default locale.
        return URI.create("http://localhost:" + Integer.toString(server.port()));
    }

    static HttpPipeline pipeline() {
        HttpPipelinePolicy token = (context, next) -> {
            context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + SECRET);
            return next.process();
        };
        return new HttpPipelineBuilder()
                .httpClient(HTTP)
                .policies(new AddHeadersFromContextPolicy(), new RetryPolicy(), token)
                .build();
    }

    /** Without the quota, which a test has no time for. */
    AzureCostManagement provider(AzureScope... scopes) {
        return AzureCostManagement.using(pipeline(), scopes.length == 0 ? new AzureScope[] {SCOPE} : scopes)
                .at(endpoint())
                .withQuota(1_000_000, 1_000_000, 1_000_000);
    }

    static ResponseDefinitionBuilder error(int status, String code, String message) {
        return json("{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}")
                .withStatus(status);
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        JsonNode question = tree(request.getBodyAsString());
        boolean orderly = answeredFirst.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        ResponseDefinitionBuilder fault = orderly ? null : faults.poll();
        String answer = fault == null ? answers.apply(question, request.getUrl()) : null;
        exchanges.add(new Exchange(
                request.getUrl(),
                request.getHeader("ClientType"),
                request.getHeader("Authorization"),
                question,
                answer == null ? JSON.missingNode() : tree(answer)));
        return fault == null ? json(answer).build() : fault.build();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getName() {
        return "cost-management";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public void close() {
        server.stop();
    }
}
