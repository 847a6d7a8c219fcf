package io.smartcost.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smartcost.spi.Notifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** A small web server that keeps the messages posted to it, and the contract for notifiers that post there. */
abstract class Receiver extends NotifierContract {
    static final String TOKEN = "token-8c1f-geheim";
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer server;

    abstract Notifier notifier(URI uri, String token);

    @Override
    protected Notifier notifier() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::receive);
        server.start();
        return notifier(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), TOKEN);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        String message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean authorised =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        int answer = authorised ? status : 401;
        if (answer == 200) {
            messages.add(message);
        } else {
            exchange.getResponseHeaders().set("Retry-After", Long.toString(WAIT.toSeconds()));
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    @Override
    protected List<String> shown() {
        return List.copyOf(messages);
    }

    @Override
    protected void failForNow() {
        status = 503;
    }

    @Override
    protected void failForGood() {
        status = 403;
    }

    @Override
    protected void work() {
        status = 200;
    }

    @Override
    protected Optional<Duration> waitAskedFor() {
        return Optional.of(WAIT);
    }

    @Override
    protected Optional<String> secret() {
        return Optional.of(TOKEN);
    }
}
