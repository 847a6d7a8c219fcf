package io.smartcost.provider.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;

/** A server that speaks Cost Explorer's protocol, JSON 1.1 with the action in a header, and answers what the test says. */
final class FakeCostExplorer implements ResponseDefinitionTransformerV2, AutoCloseable {
    static final String SECRET = "wJalrXUtnFEMI-this-must-not-be-seen";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An action, its request, and the answer if it was an orderly one. */
    record Exchange(String action, JsonNode request, JsonNode answer) {}

    final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    /** Served before anything else, one a request. */
    final Deque<ResponseDefinitionBuilder> faults = new ConcurrentLinkedDeque<>();

    private final Function<Exchange, String> answers;
    private final WireMockServer server;

    private FakeCostExplorer(Function<Exchange, String> answers) {
        this.answers = answers;
        server = new WireMockServer(options().dynamicPort().containerThreads(12).extensions(this));
        server.start();
        server.stubFor(post("/").willReturn(aResponse().withTransformers(getName())));
    }

    static FakeCostExplorer of(BillAnswers answers) {
        return new FakeCostExplorer(exchange -> answers.answer(exchange.request()));
    }

    /** @param answers the body for an action and its request */
    static FakeCostExplorer answering(Function<Exchange, String> answers) {
        return new FakeCostExplorer(answers);
    }

    CostExplorerClient client() {
        return client(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", SECRET)));
    }

    CostExplorerClient clientWithoutCredentials() {
        // A chain with one link that finds nothing.
        return client(AwsCredentialsProviderChain.of(ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.aggregator().build())
                .build()));
    }

    private CostExplorerClient client(AwsCredentialsProvider credentials) {
        return CostExplorerClient.builder()
                .endpointOverride(URI.create("http://localhost:" + server.port()))
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .build();
    }

    static ResponseDefinitionBuilder error(int status, String type, String message) {
        return json("{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}")
                .withStatus(status);
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withHeader("Content-Type", "application/x-amz-json-1.1")
                .withBody(body);
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        String action = event.getRequest().getHeader("X-Amz-Target").replace("AWSInsightsIndexService.", "");
        JsonNode request = tree(event.getRequest().getBodyAsString());
        ResponseDefinitionBuilder fault = faults.poll();
        if (fault != null) {
            exchanges.add(new Exchange(action, request, JsonNodeFactory.instance.missingNode()));
            return fault.build();
        }
        String body = answers.apply(new Exchange(action, request, JsonNodeFactory.instance.missingNode()));
        exchanges.add(new Exchange(action, request, tree(body)));
        return json(body).build();
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
        return "cost-explorer";
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
