package io.smartcost.provider.gcp;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls that end in time, which the client's own do not: its timeouts begin anew with each byte. They run one after the other on a
 * thread of their own; one that does not come back is left to it.
 */
final class Calls implements AutoCloseable {
    private final Duration timeout;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "smartcost-bigquery");
        daemon.setDaemon(true);
        return daemon;
    });

    Calls(Duration timeout) {
        this.timeout = timeout;
    }

    <T> T call(String what, Callable<T> call) {
        Future<T> answer = thread.submit(call);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RetryableException(
                    what + " took more than " + timeout + ". If that goes on, allow more with withTimeout", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SmartCostException(what + " was interrupted", e);
        } catch (ExecutionException e) {
            throw Failures.of(what, e.getCause() == null ? e : e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Does something, some time soon, whether or not it succeeds. */
    static void tryTo(Runnable last) {
        Thread daemon = new Thread(last, "smartcost-bigquery-cancel");
        daemon.setDaemon(true);
        daemon.setUncaughtExceptionHandler((thread, e) -> {});
        daemon.start();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
