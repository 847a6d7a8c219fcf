package io.smartcost.provider.opencost;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes what takes too long to read: the client's own timeout ends with the first byte. Uses the machine's clock. */
final class Deadline {
    private final long end;
    private volatile boolean over;
    private @Nullable CompletableFuture<Void> closing;

    Deadline(Duration timeout) {
        this.end = System.nanoTime() + timeout.toNanos();
    }

    void closeWhenOver(InputStream stream) {
        Executor later = CompletableFuture.delayedExecutor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        closing = CompletableFuture.runAsync(
                () -> {
                    over = true;
                    close(stream);
                },
                later);
    }

    void met() {
        if (closing != null) {
            closing.cancel(false);
        }
    }

    /** Whether it was missed. */
    boolean isOver() {
        return over;
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // Whoever reads gets it too.
            throw new java.io.UncheckedIOException(e);
        }
    }
}
