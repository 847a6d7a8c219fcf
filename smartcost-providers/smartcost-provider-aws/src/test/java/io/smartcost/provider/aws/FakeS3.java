package io.smartcost.provider.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that answers as S3 does until a test says otherwise. */
final class FakeS3 implements ResponseDefinitionTransformerV2, AutoCloseable {
    static final String SECRET = "wJalrXUtnFEMI-this-must-not-be-seen";

    final ObjectsInMemory bucket = new ObjectsInMemory();
    /** Served once, to the first request of this method that matches, such as {@code HEAD exports/…}, or {@code GET ?} for a listing. */
    final ConcurrentMap<String, ResponseDefinitionBuilder> faults = new ConcurrentHashMap<>();
    /** The same, served as long as they are there. */
    final ConcurrentMap<String, ResponseDefinitionBuilder> lasting = new ConcurrentHashMap<>();
    /** Run before a request of this kind is answered. */
    final ConcurrentMap<String, Runnable> events = new ConcurrentHashMap<>();

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().containerThreads(12).extensions(this));

    FakeS3() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(getName())));
    }

    static S3Client client(int port) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://localhost:" + port))
                .region(Region.EU_CENTRAL_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", SECRET)))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .build();
    }

    S3Client client() {
        return client(server.port());
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        URI uri = URI.create(request.getAbsoluteUrl());
        String key = uri.getPath().replaceFirst("^/" + ObjectsInMemory.BUCKET + "/?", "");
        String kind = request.getMethod() + " " + (key.isEmpty() ? "?" : key);
        for (String each : events.keySet()) {
            if (kind.matches(each)) {
                events.remove(each).run();
            }
        }
        for (String each : faults.keySet()) {
            if (kind.matches(each)) {
                bucket.requests.add(kind);
                return faults.remove(each).build();
            }
        }
        for (String each : lasting.keySet()) {
            if (kind.matches(each)) {
                bucket.requests.add(kind);
                return lasting.get(each).build();
            }
        }
        return response(bucket.answer(
                        request.getMethod().value(), uri.getRawPath(), uri.getRawQuery(), request::getHeader))
                .build();
    }

    static ResponseDefinitionBuilder error(int status, String code) {
        return response(ObjectsInMemory.error(status, code));
    }

    private static ResponseDefinitionBuilder response(ObjectsInMemory.Answer answer) {
        ResponseDefinitionBuilder response = aResponse().withStatus(answer.status());
        answer.headers().forEach(response::withHeader);
        return answer.body().length == 0 ? response : response.withBody(answer.body());
    }

    @Override
    public String getName() {
        return "s3";
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
