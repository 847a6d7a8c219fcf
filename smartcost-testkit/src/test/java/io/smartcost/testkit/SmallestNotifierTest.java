package io.smartcost.testkit;

import io.smartcost.spi.Notifier;
import java.net.URI;
import java.net.http.HttpClient;

class SmallestNotifierTest extends Receiver {
    @Override
    Notifier notifier(URI uri, String token) {
        return new SmallestNotifier(HttpClient.newHttpClient(), uri, token);
    }
}
