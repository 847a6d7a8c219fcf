package io.smartcost.sync;

import io.smartcost.sync.AccountSync.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one step at a time behind the thread that hands it over, on a thread of the executor if one is free. If none is, the step runs
 * when its end is waited for, so it never waits for a thread that waits for it. Used by one thread at a time.
 */
final class Behind {
    private final Executor executor;
    private @Nullable Step last;

    Behind(Executor executor) {
        this.executor = executor;
    }

    /** Begins a step, once the one before has ended; throws what that one threw. */
    void hand(Runnable work) {
        end();
        Step step = new Step(work);
        last = step;
        try {
            executor.execute(step);
        } catch (RejectedExecutionException e) {
            // No thread is free: it runs in end().
        }
        check();
    }

    /** Throws what the last step threw, if it has already. */
    void check() {
        if (last != null && last.isDone()) {
            end();
        }
    }

    /** Waits for the last step and throws what it threw. An interrupt is passed on to it, and its end is waited for all the same. */
    void end() {
        Step step = last;
        if (step == null) {
            return;
        }
        last = null;
        step.run();
        try {
            step.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            step.cancel(true);
            step.awaitOver();
            Thread.currentThread().interrupt();
            throw new SyncStopped(Outcome.CANCELLED, "the sync was interrupted while it stored a day");
        }
    }

    private static final class Step extends FutureTask<Boolean> {
        private final CountDownLatch over;

        Step(Runnable work) {
            this(work, new CountDownLatch(1));
        }

        private Step(Runnable work, CountDownLatch over) {
            super(() -> {
                try {
                    work.run();
                    return true;
                } finally {
                    over.countDown();
                }
            });
            this.over = over;
        }

        /** However long it takes: whoever interrupted knows when to leave us behind. */
        void awaitOver() {
            while (over.getCount() > 0) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    // Told already.
                }
            }
        }
    }
}
