package io.smartcost;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a {@link SmartCost} that was given none. They end when they are idle and do not keep a program from ending. */
final class OwnThreads implements Executor {
    private static final int THREADS = 8;
    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::newThread);

    OwnThreads() {
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable command) {
        pool.execute(command);
    }

    void close() {
        pool.shutdownNow();
    }

    private Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "smartcost-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
