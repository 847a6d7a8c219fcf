package io.smartcost.provider.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what an answer without costs means and what to do. */
final class Refused {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429, 500, 502, 503, 504);
    private static final int LONGEST_QUOTE = 500;
    private static final int LONGEST_READ = 1 << 16;
    private static final Pattern TOKEN = Pattern.compile("(?i)bearer\\s+\\S+|eyJ[A-Za-z0-9_.-]{20,}");

    private Refused() {}

    static SmartCostException of(Reply reply, String what, Clock clock) {
        String told = what + " was answered with HTTP " + reply.status() + quoted(reply.body());
        if (PASSING.contains(reply.status())) {
            Duration wait = reply.retryAfter(clock);
            String why = reply.status() == 429 ? told + ": too many questions in a short time" : told;
            return new RetryableException(
                    wait == null ? why : why + "; it asked to wait " + wait.toSeconds() + " s", wait);
        }
        return new SmartCostException(told + ". " + advice(reply.status()));
    }

    private static String advice(int status) {
        return switch (status) {
            case 400, 422 ->
                "Cost Management does not answer this question for this scope. Tell costs apart by fewer or other things:"
                        + " ResourceId works for subscriptions and resource groups only, and not all agreements know all"
                        + " others; leave amortised costs out with withoutAmortizedCost if those are what it has not";
            case 401 ->
                "The token was not accepted: the pipeline needs a BearerTokenAuthenticationPolicy for the scope"
                        + " https://management.azure.com/.default, with a credential of the directory (tenant) that the"
                        + " scope belongs to";
            case 403 ->
                "Give the credential's identity the role Cost Management Reader on this scope; for a billing account it is"
                        + " Billing account reader, or Enrollment reader with access to charges enabled. A role takes some"
                        + " minutes to work";
            case 404 ->
                "There is no such scope for this identity: check its id, that the resource group still exists, and that"
                        + " the identity may see it";
            default -> "It will not pass by trying again";
        };
    }

    /** What Azure says of it, {@code {"error": {"code", "message"}}}, in part. */
    private static String quoted(byte[] body) {
        if (body.length == 0 || body.length > LONGEST_READ) {
            return "";
        }
        try {
            JsonNode error = JSON.readTree(body).path("error");
            String text =
                    error.path("code").asText("") + " " + error.path("message").asText("");
            return text.isBlank() ? "" : " (" + printable(text) + ")";
        } catch (IOException e) {
            return "";
        }
    }

    /** A text of the server's that may be shown. */
    static String printable(String text) {
        String line = TOKEN.matcher(text)
                .replaceAll("[hidden]")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }
}
