package io.smartcost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BehindTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aStepRunsWhileItsCallerGoesOnAndTheNextWaitsForIt() {
        Behind behind = new Behind(threads);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch callerIsBack = new CountDownLatch(1);
        behind.hand(() -> {
            begun.countDown();
            await(callerIsBack);
            done.add("first");
        });
        await(begun);
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
    void afterARejectionTheExecutorIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        Behind behind = new Behind(work -> {
            if (asked.getAndIncrement() == 0) {
                throw new RejectedExecutionException("full");
            }
            work.run();
        });
        behind.hand(() -> done.add("first"));
        assertThat(done).isEmpty();
        behind.hand(() -> done.add("second"));
        assertThat(done).as("the second has not waited for end()").containsExactly("first", "second");
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
    void anInterruptEndsTheStepBeforeItsCallerGoesOnAndIsNotLeftOnItsThread() throws Exception {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        Behind behind = new Behind(work -> threads.execute(() -> {
            work.run();
            left.complete(Thread.currentThread().isInterrupted());
        }));
        Thread caller = Thread.currentThread();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch callerWaits = new CountDownLatch(1);
        behind.hand(() -> {
            begun.countDown();
            await(callerWaits);
            caller.interrupt();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            done.add("interrupted");
            throw new IllegalStateException("what came of it");
        });
        await(begun);
        callerWaits.countDown();
        assertThatThrownBy(behind::end)
                .isInstanceOf(SyncStopped.class)
                .satisfies(stopped -> assertThat(stopped.getSuppressed()[0]).hasMessage("what came of it"));
        assertThat(done).containsExactly("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(left.get()).isFalse();
    }

    @Test
    void aCheckedExceptionThatNobodyDeclaredIsThrownAsWell() {
        Behind behind = new Behind(Runnable::run);
        assertThatThrownBy(() -> behind.hand(() -> sneak(new IOException("no route"))))
                .hasMessageContaining("no route")
                .hasRootCauseInstanceOf(IOException.class);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> void sneak(Exception e) throws E {
        throw (E) e;
    }

    @Test
    void aStepThatHasEndedHoldsNothing() {
        List<Runnable> queue = new ArrayList<>();
        Behind behind = new Behind(queue::add);
        WeakReference<byte[]> records = handRecords(behind);
        behind.end();
        for (int i = 0; i < 100 && records.get() != null; i++) {
            System.gc();
        }
        assertThat(records.get()).as("though %s is still queued", queue).isNull();
    }

    private WeakReference<byte[]> handRecords(Behind behind) {
        byte[] records = new byte[1_000];
        behind.hand(() -> done.add("" + records.length));
        return new WeakReference<>(records);
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
