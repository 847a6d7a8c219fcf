package io.smartcost.provider.azure;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.smartcost.model.CostMetric;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one cost of a scope on some days and reads all pages of the answer. When it is stopped between two pages it goes on there
 * when it is asked again, because the quota does not allow to begin again and again; if that page is not there any more, or one was
 * taken in part, it begins anew.
 */
final class Question {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int THROTTLED = 429;
    /** Answers to a link that was good for some time only. */
    private static final Set<Integer> GONE = Set.of(NO_CONTENT, 400, 404, 410);
    /** A bound on how long a server can keep us that answers with ever new links. */
    private static final int MOST_PAGES = 10_000;

    private final AzureScope scope;
    private final CostMetric metric;
    private final Charges charges;
    private final QueryOptions options;
    private final String what;
    private final URI first;
    private final byte[] body;
    private final Set<String> seen = new HashSet<>();
    private @Nullable URI next;

    Question(AzureScope scope, CostMetric metric, Charges charges, QueryOptions options) {
        this.scope = scope;
        this.metric = metric;
        this.charges = charges;
        this.options = options;
        this.what = "The question for the " + QueryOptions.type(metric) + " of " + scope + " on " + charges.days();
        this.first = options.address(scope);
        this.body = options.question(metric, charges.days());
        begin();
    }

    private void begin() {
        seen.clear();
        seen.add(first.toString());
        next = first;
    }

    private void beginAnew() {
        charges.forget(metric);
        begin();
    }

    /** Whether there is anything that would have to be asked again. */
    boolean hasBegun() {
        return !first.equals(next);
    }

    /**
     * @throws RetryableException if it may go on later
     */
    void ask(Requests requests, QueryBudget budget) {
        while (next != null) {
            budget.take(scope.path(), what);
            Reply reply = requests.post(next, body, options, what);
            budget.learn(reply.headers());
            if (reply.status() == THROTTLED) {
                budget.throttled(scope.path(), reply, options.clock());
            }
            if (hasBegun() && GONE.contains(reply.status())) {
                beginAnew();
                throw new RetryableException(
                        what + " was answered with HTTP " + reply.status() + ": the page that was named before is not"
                                + " there any more, and the question begins anew",
                        (Duration) null);
            }
            if (reply.status() == NO_CONTENT) {
                next = null;
                return;
            }
            if (reply.status() != OK) {
                throw Refused.of(reply, what, options.clock());
            }
            try {
                next = read(reply.body());
            } catch (RetryableException e) {
                beginAnew();
                throw e;
            }
            if (next == null) {
                charges.whole(metric);
            }
        }
    }

    private @Nullable URI read(byte[] answer) {
        if (answer.length == 0) {
            throw new RetryableException(what + " got an empty answer", (Duration) null);
        }
        try {
            QueryPage page = QueryPage.of(answer);
            Rows rows = new Rows(page.columns(), metric, options.inUsDollars(), charges, what);
            String source =
                    QueryOptions.type(metric) + " of " + scope + " on " + charges.days() + ", page " + seen.size();
            page.rows((number, cells) -> rows.row(source, number, cells));
            String link = page.nextLink();
            return link == null || link.isEmpty() ? null : following(link);
        } catch (JsonProcessingException e) {
            if (breaksOff(e)) {
                throw new RetryableException(what + " got an answer that breaks off", (Duration) null);
            }
            // The parser's own message quotes the answer.
            JsonLocation where = e.getLocation();
            throw unreadable(
                    where == null
                            ? "it is no JSON"
                            : "it is no JSON at line " + where.getLineNr() + ", column " + where.getColumnNr());
        } catch (IOException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Jackson has an exception for this and uses it in some places only. */
    private static boolean breaksOff(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return e instanceof JsonEOFException
                || message.startsWith("Unexpected end-of-input")
                || message.contains("in numeric value");
    }

    private SmartCostException unreadable(String why) {
        return new SmartCostException(
                what + " was answered with something that is no answer of Cost Management (" + Refused.printable(why)
                        + "). Is " + options.endpoint() + " Azure Resource Manager, or a proxy's page?");
    }

    /** The token goes with every request, so only to where it was meant to go. */
    private URI following(String link) {
        URI uri;
        try {
            uri = new URI(link);
        } catch (URISyntaxException e) {
            throw elsewhere();
        }
        if (uri.getRawUserInfo() != null
                || !first.getScheme().equalsIgnoreCase(uri.getScheme())
                || !first.getHost().equalsIgnoreCase(uri.getHost())
                || port(first) != port(uri)
                || !path(first).equals(path(uri))) {
            throw elsewhere();
        }
        if (seen.contains(link)) {
            throw new SmartCostException(what + " does not end: after " + seen.size() + " pages its answer named a page"
                    + " that was read already. Nothing of these days was stored; try again later, and tell Azure's"
                    + " support if it stays");
        }
        if (seen.size() >= MOST_PAGES) {
            throw new SmartCostException(what + " has an answer of more than " + MOST_PAGES + " pages. Nothing of these"
                    + " days was stored; tell costs apart by fewer things, or let the sync ask for fewer days at once"
                    + " (longestRange)");
        }
        seen.add(link);
        return uri;
    }

    private SmartCostException elsewhere() {
        return new SmartCostException(
                what + " was answered with a next page that is not at the address that was asked."
                        + " It is not followed, so that the token goes nowhere else. Ask the endpoint of Azure Resource Manager itself");
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static String path(URI uri) {
        return String.valueOf(uri.getPath()).replaceAll("/+", "/").toLowerCase(Locale.ROOT);
    }
}
