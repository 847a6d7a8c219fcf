package io.smartcost.sync;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Repeats calls that fail with a {@link RetryableException}: so many tries, with waits that double, vary by half and have what the
 * server asked for added. A call whose waits would be longer than allowed together fails at once, rather than early. What is
 * thrown in the end is not retryable any more, so that retries within a retry do not multiply. The waiting itself is done by the
 * pause that is passed in; resilience4j only says how long.
 */
final class Patience {
    private static final double DOUBLING = 2;
    private static final double JITTER = 0.5;

    private final SyncPolicy policy;
    private final Retry retry;
    private final Consumer<Duration> pause;

    Patience(SyncPolicy policy, Consumer<Duration> pause) {
        this.policy = policy;
        this.pause = pause;
        IntervalFunction backoff = IntervalFunction.ofExponentialRandomBackoff(policy.firstWait(), DOUBLING, JITTER);
        this.retry = Retry.of(
                "sync",
                RetryConfig.custom()
                        .maxAttempts(policy.tries())
                        .retryOnException(RetryableException.class::isInstance)
                        .intervalBiFunction((tries, failure) -> backoff.apply(tries) + asked(failure.getLeft()))
                        .build());
    }

    void call(String what, Runnable call) {
        call(what, () -> {
            call.run();
            return true;
        });
    }

    /** @param what for the message of the failure: what was tried, such as {@code store aws/1 of 2026-08-01} */
    <T> T call(String what, Supplier<T> call) {
        Retry.AsyncContext<T> tries = retry.asyncContext();
        Duration left = policy.longestWait();
        while (true) {
            try {
                T result = call.get();
                tries.onComplete();
                return result;
            } catch (RetryableException e) {
                long wait = tries.onError(e);
                if (wait < 0) {
                    throw new SmartCostException(
                            "Could not " + what + " in " + policy.tries() + " tries: " + e.getMessage(), e);
                }
                if (wait > left.toMillis()) {
                    throw new SmartCostException(
                            "Could not " + what + ": " + e.getMessage() + "; the next try would have to wait "
                                    + Duration.ofMillis(wait) + ", and only " + left + " of "
                                    + policy.longestWait() + " are left. Sync again later",
                            e);
                }
                left = left.minusMillis(wait);
                pause.accept(Duration.ofMillis(wait));
            }
        }
    }

    private static long asked(Throwable failure) {
        return failure instanceof RetryableException e
                ? e.retryAfter().map(Duration::toMillis).orElse(0L)
                : 0;
    }
}
