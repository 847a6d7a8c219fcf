package io.smartcost.provider.opencost;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import io.smartcost.spi.Secret;
import io.smartcost.spi.SecretSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Asks a cluster for one day, which is one GET. Its window is the day and its step too, so the day comes as one set; idle costs are
 * asked for as allocations of their own, under the name that OpenCost and the one that Kubecost has for that.
 *
 * @param timeout from the request to the last byte of the answer
 * @param mostBytes how large an answer may be, uncompressed
 */
record AllocationCall(
        HttpClient client, Optional<SecretSource> secrets, Clock clock, Duration timeout, long mostBytes) {
    private static final int OK = 200;

    /** @throws RetryableException if it may succeed later */
    Answer ask(Cluster cluster, LocalDate day) {
        Optional<Secret> secret = secret(cluster);
        ServerFailure failure = new ServerFailure(cluster, secret, clock);
        HttpRequest request = request(cluster, day, secret);
        try {
            HttpResponse<byte[]> response = send(cluster, day, request, failure);
            try (InputStream body = decoded(response)) {
                if (response.statusCode() != OK) {
                    throw failure.of(response, body);
                }
                Answer answer = Answer.read(body, cluster, day);
                if (answer.code() != OK) {
                    throw failure.of(answer.code(), answer.message(), response.headers());
                }
                if (!answer.hasData()) {
                    throw failure.noAnswer("it is JSON without a list called data");
                }
                return answer;
            }
        } catch (TooLarge e) {
            throw new SmartCostException(
                    "The answer of the cluster " + cluster + " for " + day + " has more than " + mostBytes
                            + " bytes. Allow more with largestAnswer, or split by fewer labels",
                    e);
        } catch (JsonProcessingException e) {
            if (breaksOff(e)) {
                throw new RetryableException("The answer of the cluster " + cluster + " breaks off", (Duration) null);
            }
            // The parser's own message quotes the text, and so perhaps a part of a secret.
            JsonLocation where = e.getLocation();
            throw failure.noAnswer(
                    where == null
                            ? "it is no JSON"
                            : "it is no JSON at line " + where.getLineNr() + ", column " + where.getColumnNr());
        } catch (UnexpectedJson e) {
            throw failure.noAnswer(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw failure.unread(e);
        }
    }

    /** Waits for the whole body: the client's own timeout ends with the first byte, and its streams ignore interrupts. */
    private HttpResponse<byte[]> send(Cluster cluster, LocalDate day, HttpRequest request, ServerFailure failure)
            throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, response -> new CappedBody(mostBytes));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw late(cluster, day, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SmartCostException("Reading the cluster " + cluster + " was interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof HttpTimeoutException) {
                throw late(cluster, day, cause);
            }
            if (cause instanceof IOException io) {
                throw io;
            }
            throw new SmartCostException(
                    "The cluster " + cluster + " could not be asked (" + failure.safe(String.valueOf(cause)) + ")", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Jackson has an exception for this and uses it in some places only. */
    private static boolean breaksOff(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return e instanceof JsonEOFException
                || message.startsWith("Unexpected end-of-input")
                || message.contains("in numeric value");
    }

    private RetryableException late(Cluster cluster, LocalDate day, Throwable cause) {
        return new RetryableException(
                "The cluster " + cluster + " did not answer for " + day + " within " + timeout
                        + ". If that goes on, allow more with timeout",
                cause);
    }

    private Optional<Secret> secret(Cluster cluster) {
        Cluster.Credential credential = cluster.credential();
        if (credential == null) {
            return Optional.empty();
        }
        Secret secret = secrets.flatMap(source -> source.resolve(credential.reference()))
                .orElseThrow(() -> new SmartCostException("The secret '" + credential.reference() + "' for the cluster "
                        + cluster + " is not there. "
                        + (secrets.isEmpty() ? "Name where secrets are with secrets" : "Put it where secrets are")));
        return Optional.of(secret);
    }

    private HttpRequest request(Cluster cluster, LocalDate day, Optional<Secret> secret) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(cluster, day))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "SmartCost");
        Cluster.Credential credential = cluster.credential();
        if (credential != null && secret.isPresent()) {
            try {
                request.header(
                        credential.header(),
                        credential.prefix() + secret.get().reveal().strip());
            } catch (IllegalArgumentException e) {
                // Not as the cause: its message shows the value.
                throw new SmartCostException("The header '" + credential.header() + "' cannot be sent to the cluster "
                        + cluster + ": its name, or the secret '" + credential.reference()
                        + "', has a character that no header can have");
            }
        }
        return request.build();
    }

    private static URI uri(Cluster cluster, LocalDate day) {
        List<String> aggregates = new ArrayList<>(AllocationRecords.AGGREGATES);
        cluster.labels().forEach(label -> aggregates.add("label:" + label));
        Map<String, String> query = new LinkedHashMap<>();
        query.put("window", day + "T00:00:00Z," + day.plusDays(1) + "T00:00:00Z");
        query.put("aggregate", String.join(",", aggregates));
        query.put("step", "1d");
        query.put("accumulate", "false");
        query.put("includeIdle", "true");
        query.put("idle", "true");
        query.put("shareIdle", "false");
        query.put("includeAggregatedMetadata", "true");
        return URI.create(cluster.allocations() + "?"
                + query.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private InputStream decoded(HttpResponse<byte[]> response) throws IOException {
        InputStream body = new ByteArrayInputStream(response.body());
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> body;
            case "gzip" -> new CappedStream(new GZIPInputStream(body), mostBytes);
            default ->
                throw new SmartCostException(
                        "The answer is encoded as '" + ServerFailure.printable(encoding)
                                + "', and only gzip was asked for. Let the proxy in front of the cluster keep to Accept-Encoding");
        };
    }
}
