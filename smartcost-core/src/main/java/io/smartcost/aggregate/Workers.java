package io.smartcost.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Shares numbered tasks between the calling thread and an executor's. The caller never waits for a thread that has not begun: if
 * the executor is busy, it does all the work itself.
 */
final class Workers {
    private final Executor executor;
    private final int threads;
    private final long worthSharing;

    /** @param worthSharing with fewer rows than this it takes longer to wake a second thread than to scan */
    Workers(Executor executor, int threads, long worthSharing) {
        this.executor = executor;
        this.threads = threads;
        this.worthSharing = worthSharing;
    }

    int threads() {
        return threads;
    }

    boolean shareOut(long rows) {
        return threads > 1 && rows >= worthSharing;
    }

    /** @param newWorker makes what does one thread's share of the tasks; called on that thread */
    void run(int tasks, Supplier<IntConsumer> newWorker) {
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            int task = next.getAndIncrement();
            if (task < tasks) {
                IntConsumer worker = newWorker.get();
                for (; task < tasks; task = next.getAndIncrement()) {
                    worker.accept(task);
                }
            }
        };
        List<FutureTask<?>> others = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, tasks); i++) {
            FutureTask<?> other = new FutureTask<>(share, null);
            others.add(other);
            executor.execute(other);
        }
        try {
            share.run();
        } finally {
            next.set(tasks);
            others.forEach(Workers::await);
        }
    }

    private static void await(FutureTask<?> other) {
        // Run here what nobody has begun: with no task left it ends at once.
        other.run();
        boolean interrupted = false;
        while (true) {
            try {
                other.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("Aggregation failed", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
