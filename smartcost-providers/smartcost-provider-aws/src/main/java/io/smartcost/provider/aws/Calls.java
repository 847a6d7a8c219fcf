package io.smartcost.provider.aws;

import io.smartcost.model.SmartCostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * Makes calls, each of which costs money: tells so before it, makes it once whatever the client would do, gives it a time limit, and
 * turns what AWS throws into what this library throws. Cost Explorer has no paginators for what is asked of it, so pages are
 * followed here.
 */
final class Calls {
    /** A bound on what a server can make us pay that answers with ever new tokens. */
    private static final int MOST_PAGES = 10_000;

    private final Duration timeout;
    private final Runnable paidCall;

    /** @param paidCall called before each call; what it throws is passed on, and the call is not made */
    Calls(Duration timeout, Runnable paidCall) {
        this.timeout = timeout;
        this.paidCall = paidCall;
    }

    /** Belongs into every request. */
    AwsRequestOverrideConfiguration limits() {
        return OneTry.within(timeout);
    }

    <R> R once(String action, Supplier<R> call) {
        paidCall.run();
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw CostExplorerFailures.of(action, e);
        }
    }

    /**
     * @param page asks for the page with this token, null for the first
     * @param next the token of the page after this one
     * @param take takes the page
     */
    <R> void pages(
            String action, Function<@Nullable String, R> page, Function<R, @Nullable String> next, Consumer<R> take) {
        Set<String> seen = new HashSet<>();
        String token = null;
        do {
            String asked = token;
            R answer = once(action, () -> page.apply(asked));
            take.accept(answer);
            token = next.apply(answer);
            if (token != null && !token.isEmpty() && (!seen.add(token) || seen.size() >= MOST_PAGES)) {
                throw new SmartCostException(action + " of Cost Explorer does not end: after " + seen.size()
                        + " pages it named a page that was read already. Nothing of these days was stored, and going on"
                        + " would only cost calls; try again later, and tell AWS support if it stays");
            }
        } while (token != null && !token.isEmpty());
    }
}
