package io.smartcost.sync;

import io.smartcost.sync.AccountSync.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Runs pieces of work on the caller's executor and returns when all have ended. Each has a limit of time from the moment it begins;
 * one that exceeds it is told, then interrupted, and if even that does not end it, left behind after a grace. The same happens to
 * work that goes on for longer than the grace after a cancellation. Interrupting the caller cancels. Time is the machine's here, not
 * the injected clock's: a clock that stands still must not make a hanging call wait for ever.
 */
final class Crew {
    private static final long TICK_MILLIS = 50;

    private final Executor executor;
    private final Duration limit;
    private final Duration grace;
    private final Cancellation cancellation;

    Crew(Executor executor, Duration limit, Duration grace, Cancellation cancellation) {
        this.executor = executor;
        this.limit = limit;
        this.grace = grace;
        this.cancellation = cancellation;
    }

    void run(List<? extends Work> works) {
        long cancelledAt = 0;
        boolean interrupted = false;
        // Work that waits for a thread so long that all the other work could have run one after the other will get
        // none.
        Duration longestQueue = limit.multipliedBy(works.size());
        List<Job> jobs = works.stream().map(Job::new).toList();
        jobs.forEach(this::submit);
        for (Job job : jobs) {
            while (!job.isOver()) {
                try {
                    job.over.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancellation.request();
                }
                if (cancelledAt == 0 && cancellation.isRequested()) {
                    cancelledAt = System.nanoTime();
                }
                long since = cancelledAt;
                jobs.forEach(each -> watch(each, longestQueue, since));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit(Job job) {
        try {
            executor.execute(job.task);
        } catch (RejectedExecutionException e) {
            job.end(new SyncStopped(Outcome.FAILED, "the executor took no more work: " + e.getMessage()));
            job.over.countDown();
        }
    }

    private void watch(Job job, Duration longestQueue, long cancelledAt) {
        if (job.isOver()) {
            return;
        }
        if (job.endedAt != 0) {
            if (!job.started() || isPast(job.endedAt, grace)) {
                job.over.countDown();
            }
        } else if (cancelledAt != 0 && (!job.started() || isPast(cancelledAt, grace))) {
            job.end(new SyncStopped(Outcome.CANCELLED, "the sync was told to stop"));
        } else if (job.started() && isPast(job.startedAt, limit)) {
            job.end(new SyncStopped(
                    Outcome.FAILED, "it had not ended after " + limit + " and was interrupted; sync again to go on"));
        } else if (!job.started() && isPast(job.queuedAt, longestQueue)) {
            job.end(new SyncStopped(
                    Outcome.FAILED, "the executor had no free thread within " + longestQueue + "; give it more"));
        }
    }

    private static boolean isPast(long nanos, Duration duration) {
        return System.nanoTime() - nanos > duration.toNanos();
    }

    /** Something to run that can be told, from another thread, that its time is over. */
    interface Work extends Runnable {
        void giveUp(SyncStopped why);
    }

    private static final class Job {
        private final Work work;
        private final FutureTask<?> task = new FutureTask<>(this::perform);
        private final CountDownLatch over = new CountDownLatch(1);
        private final long queuedAt = System.nanoTime();
        private volatile long startedAt;
        private volatile long endedAt;

        private Job(Work work) {
            this.work = work;
        }

        private boolean perform() {
            startedAt = System.nanoTime();
            try {
                work.run();
                return true;
            } finally {
                over.countDown();
            }
        }

        private void end(SyncStopped why) {
            work.giveUp(why);
            task.cancel(true);
            endedAt = System.nanoTime();
        }

        private boolean started() {
            return startedAt != 0;
        }

        private boolean isOver() {
            return over.getCount() == 0;
        }
    }
}
