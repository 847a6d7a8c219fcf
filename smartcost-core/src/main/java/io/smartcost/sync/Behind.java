package io.smartcost.sync;

import io.smartcost.sync.AccountSync.Outcome;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs one step at a time behind the thread that hands it over, on a thread of the executor if one is free. If none is, the step runs
 * when its end is waited for, so it never waits for a thread that waits for it. The executor has one piece of work of ours at most
 * that it did not get to. Used by one thread at a time.
 */
final class Behind {
    private final Executor executor;
    private final AtomicReference<@Nullable Step> next = new AtomicReference<>();
    private final AtomicBoolean isQueued = new AtomicBoolean();
    private @Nullable Step last;

    Behind(Executor executor) {
        this.executor = executor;
    }

    /** Begins a step, once the one before has ended; throws what that one threw. */
    void hand(Runnable work) {
        end();
        Step step = new Step(work);
        last = step;
        next.set(step);
        if (isQueued.compareAndSet(false, true)) {
            try {
                executor.execute(this::runNext);
            } catch (RejectedExecutionException e) {
                // No thread is free: it runs in end().
                isQueued.set(false);
            }
        }
        check();
    }

    private void runNext() {
        isQueued.set(false);
        Step step = next.getAndSet(null);
        if (step != null) {
            step.run();
        }
    }

    /** Throws what the last step threw, if it has already. */
    void check() {
        if (last != null && last.isOver()) {
            end();
        }
    }

    /** Waits for the last step and throws what it threw. An interrupt is passed on to it, and its end is waited for all the same. */
    void end() {
        Step step = last;
        if (step != null) {
            last = null;
            step.run();
            step.await();
        }
    }

    /** What was thrown, as what may be thrown anywhere: a plug-in in another language need not declare what it throws. */
    static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception
                ? exception
                : new IllegalStateException(thrown.toString(), thrown);
    }

    private static final class Step {
        /** Let go of when it begins, for it holds the records of a day. */
        private @Nullable Runnable work;

        private final AtomicBoolean hasBegun = new AtomicBoolean();
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile @Nullable Throwable thrown;
        private @Nullable Thread runner;
        private boolean isInterrupted;

        Step(Runnable work) {
            this.work = work;
        }

        /** Does nothing if somebody else does it already. */
        void run() {
            if (!hasBegun.compareAndSet(false, true)) {
                return;
            }
            try {
                begin().run();
            } catch (Throwable e) {
                thrown = e;
            } finally {
                release();
                over.countDown();
            }
        }

        private synchronized Runnable begin() {
            Runnable begun = Objects.requireNonNull(work);
            work = null;
            runner = Thread.currentThread();
            if (isInterrupted) {
                runner.interrupt();
            }
            return begun;
        }

        /** An interrupt of ours is not for what the thread does next. */
        private synchronized void release() {
            runner = null;
            if (isInterrupted) {
                Thread.interrupted();
            }
        }

        private synchronized void interrupt() {
            isInterrupted = true;
            if (runner != null) {
                runner.interrupt();
            }
        }

        boolean isOver() {
            return over.getCount() == 0;
        }

        /** However long it takes: whoever interrupted us knows when to leave us behind. */
        void await() {
            boolean interrupted = false;
            while (!isOver()) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    interrupt();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable failure = thrown;
            if (interrupted && !(failure instanceof Error)) {
                SyncStopped stopped =
                        new SyncStopped(Outcome.CANCELLED, "the sync was interrupted while it stored a day");
                if (failure != null) {
                    stopped.addSuppressed(failure);
                }
                throw stopped;
            }
            if (failure != null) {
                throw unchecked(failure);
            }
        }
    }
}
