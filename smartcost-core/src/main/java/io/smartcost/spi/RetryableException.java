package io.smartcost.spi;

import io.smartcost.model.SmartCostException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure that may pass: the same call may succeed later. */
public class RetryableException extends SmartCostException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    public RetryableException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    /** @param retryAfter how long the server asked to wait before the next try */
    public RetryableException(String message, @Nullable Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long the server asked to wait, if it did. The caller waits at least so long, or gives up. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
