package io.smartcost.provider.gcp;

import io.smartcost.provider.gcp.FakeBigQuery.Fault;
import java.nio.charset.StandardCharsets;

/** What a server can do wrong. */
final class Faults {
    private Faults() {}

    static String error(int status, String reason, String message) {
        return "{\"error\":{\"code\":" + status + ",\"message\":\"" + message.replaceAll("[\"\\\\\\p{Cntrl}]", " ")
                + "\",\"errors\":[{\"message\":\"" + message.replaceAll("[\"\\\\\\p{Cntrl}]", " ")
                + "\",\"domain\":\"global\",\"reason\":\"" + reason + "\"}],\"status\":\"ANY\"}}";
    }

    static Fault status(int status, String reason) {
        return exchange -> FakeBigQuery.send(exchange, status, error(status, reason, "It said why"));
    }

    static Fault waitFor(int status, String reason, int seconds) {
        return exchange -> {
            exchange.getResponseHeaders().add("Retry-After", Integer.toString(seconds));
            FakeBigQuery.send(exchange, status, error(status, reason, "It said why"));
        };
    }

    static Fault body(String body) {
        return exchange -> FakeBigQuery.send(exchange, 200, body);
    }

    /** Promises more than it sends, and hangs up. */
    static Fault cut() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write("{\"kind\":\"bigq".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** A byte now and then, without end. */
    static Fault slow() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 600; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** What the server itself refuses. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int status;
        private final String reason;

        Refused(int status, String reason, String message) {
            super(message);
            this.status = status;
            this.reason = reason;
        }

        String body() {
            return error(status, reason, String.valueOf(getMessage()));
        }
    }
}
