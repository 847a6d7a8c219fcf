package io.smartcost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BehindTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(1);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aStepRunsWhileItsCallerGoesOnAndTheNextWaitsForIt() {
        Behind behind = new Behind(threads);
        CountDownLatch callerIsBack = new CountDownLatch(1);
        behind.hand(() -> {
            await(callerIsBack);
            done.add("first");
        });
        assertThat(done).isEmpty();
        callerIsBack.countDown();
        behind.hand(() -> done.add("second"));
        assertThat(done).contains("first");
        behind.end();
        behind.end();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void withoutAFreeThreadTheStepRunsWhereItIsWaitedFor() {
        Behind neverRun = new Behind(work -> {});
        neverRun.hand(() -> done.add(Thread.currentThread().getName()));
        neverRun.end();
        Behind refused = new Behind(work -> {
            throw new RejectedExecutionException("full");
        });
        refused.hand(() -> done.add(Thread.currentThread().getName()));
        refused.end();
        String here = Thread.currentThread().getName();
        assertThat(done).containsExactly(here, here);
    }

    @Test
    void whatAStepThrowsIsThrownOnceAtTheNextOccasion() {
        Behind behind = new Behind(threads);
        CountDownLatch handed = new CountDownLatch(1);
        behind.hand(() -> {
            await(handed);
            throw new IllegalStateException("full disk");
        });
        handed.countDown();
        assertThatThrownBy(() -> behind.hand(() -> done.add("never"))).hasMessage("full disk");
        behind.end();
        assertThat(done).isEmpty();
        Behind direct = new Behind(Runnable::run);
        assertThatThrownBy(() -> direct.hand(() -> {
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void anInterruptEndsTheStepBeforeItsCallerGoesOn() {
        Behind behind = new Behind(threads);
        Thread caller = Thread.currentThread();
        CountDownLatch begun = new CountDownLatch(1);
        behind.hand(() -> {
            begun.countDown();
            caller.interrupt();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                done.add("interrupted");
            }
        });
        spinUntil(begun);
        assertThatThrownBy(behind::end).isInstanceOf(SyncStopped.class);
        assertThat(done).containsExactly("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptIsNotLeftOnTheThreadOfTheStep() throws Exception {
        Behind behind = new Behind(threads);
        Thread caller = Thread.currentThread();
        CountDownLatch begun = new CountDownLatch(1);
        behind.hand(() -> {
            begun.countDown();
            caller.interrupt();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        });
        spinUntil(begun);
        assertThatThrownBy(behind::end).isInstanceOf(SyncStopped.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(threads.submit(Thread::interrupted).get()).isFalse();
    }

    @Test
    void atMostOnePieceOfWorkWaitsForAThread() {
        List<Runnable> queue = new ArrayList<>();
        Behind behind = new Behind(queue::add);
        for (int i = 0; i < 100; i++) {
            behind.hand(() -> done.add("step"));
        }
        behind.end();
        assertThat(done).hasSize(100);
        assertThat(queue).hasSize(1);
        queue.get(0).run();
        assertThat(done).hasSize(100);
        behind.hand(() -> done.add("step"));
        assertThat(queue).hasSize(2);
    }

    /** Leaves an interrupt alone. */
    private static void spinUntil(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
