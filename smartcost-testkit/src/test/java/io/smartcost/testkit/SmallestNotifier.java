package io.smartcost.testkit;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.Notification;
import io.smartcost.spi.Notifier;
import io.smartcost.spi.RetryableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** As little as a notifier can be: plain text, posted to an address. */
final class SmallestNotifier implements Notifier {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final URI uri;
    private final String token;

    SmallestNotifier(HttpClient client, URI uri, String token) {
        this.client = client;
        this.uri = uri;
        this.token = token;
    }

    @Override
    public void deliver(Notification notification) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(notification.title() + "\n" + notification.text()))
                .build();
        try {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            if (answer.statusCode() == 429 || answer.statusCode() >= 500) {
                long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(0);
                throw new RetryableException(uri + " answered " + answer.statusCode(), Duration.ofSeconds(seconds));
            }
            if (answer.statusCode() >= 300) {
                throw new SmartCostException(
                        uri + " answered " + answer.statusCode() + ": check the token and address");
            }
        } catch (IOException e) {
            throw new RetryableException(uri + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryableException("Interrupted while " + uri + " was being told", e);
        }
    }
}
