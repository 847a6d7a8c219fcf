package io.smartcost.provider.opencost;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import io.smartcost.spi.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what a cluster's refusal to answer means and what to do. What the server says is quoted in part, without the secret. */
record ServerFailure(Cluster cluster, Optional<Secret> secret, Clock clock) {
    private static final int LONGEST_QUOTE = 300;
    private static final int LONGEST_READ = 1 << 16;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    SmartCostException of(HttpResponse<?> response, InputStream body) throws IOException {
        byte[] start = body.readNBytes(LONGEST_READ);
        // A cut could leave a part of the secret that is not recognised.
        String text = start.length == LONGEST_READ ? "" : new String(start, StandardCharsets.UTF_8);
        return of(response.statusCode(), text, response.headers());
    }

    SmartCostException of(int status, String text, HttpHeaders headers) {
        String what = "The cluster " + cluster + " answered " + status + quoted(text);
        if (PASSING.contains(status)) {
            return new RetryableException(
                    what, headers.firstValue("Retry-After").map(this::wait).orElse(null));
        }
        return new SmartCostException(what + ". " + advice(status));
    }

    /** The cause is left out if it shows the secret: a status line that is none is quoted in the client's message. */
    RetryableException unread(IOException e) {
        String told = printable(String.valueOf(e));
        String shown = safe(String.valueOf(e));
        String message = "The cluster " + cluster + " could not be read (" + shown + ")";
        return shown.equals(told)
                ? new RetryableException(message, e)
                : new RetryableException(message, (Duration) null);
    }

    SmartCostException noAnswer(String why) {
        return new SmartCostException(
                "The cluster " + cluster + " gave no answer of OpenCost (" + safe(why) + "). " + advice(404));
    }

    /** A text of the server's that may be shown. */
    String safe(String text) {
        String shown = text;
        if (secret.isPresent() && !secret.get().reveal().isBlank()) {
            shown = shown.replace(secret.get().reveal().strip(), "[hidden]");
        }
        return printable(shown);
    }

    static String printable(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    private String quoted(String text) {
        return text.isBlank() ? "" : " (" + safe(text) + ")";
    }

    private String advice(int status) {
        return switch (status) {
            case 401, 403 ->
                cluster.credential() == null
                        ? "It wants to know who asks: pass a reference with bearerToken or header"
                        : "It does not accept the secret '"
                                + cluster.credential().reference() + "': renew it, or let it read "
                                + cluster.allocations().getPath();
            case 301, 302, 303, 307, 308 ->
                "It sends elsewhere, which is not followed, so that no secret goes there: give the final address";
            case 404, 405 ->
                "The address must be what stands before /allocation: OpenCost's own port 9003, or Kubecost's with /model"
                        + " behind it";
            default -> "Ask it for the same with curl, at " + cluster.allocations() + "?window=yesterday";
        };
    }

    /** Seconds or a date; what is neither is no wait. */
    private @Nullable Duration wait(String retryAfter) {
        try {
            if (!retryAfter.isEmpty() && retryAfter.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Duration.ofSeconds(
                        Math.min(Long.parseLong(retryAfter), Duration.ofDays(1).toSeconds()));
            }
            Duration wait = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return wait.isNegative() ? null : wait;
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }
}
