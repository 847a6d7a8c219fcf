package io.smartcost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.sync.AccountSync.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hangs for real, on latches that nobody opens; the limits are milliseconds. */
@Timeout(30)
class CrewTest {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @AfterEach
    void letAllGo() {
        never.countDown();
        threads.shutdownNow();
    }

    @Test
    void allWorkIsDone() {
        List<Piece> pieces = List.of(new Piece(() -> {}), new Piece(() -> {}), new Piece(() -> {}));
        crew(threads, LONG, () -> false).run(pieces);
        assertThat(pieces).allMatch(piece -> piece.done);
    }

    @Test
    void workThatHangsIsInterruptedAndTheOtherWorkGoesOn() throws InterruptedException {
        Piece hanging = new Piece(this::hang);
        Piece fine = new Piece(() -> {});
        crew(threads, SHORT, () -> false).run(List.of(hanging, fine));
        assertThat(hanging.why.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(hanging.why).hasMessageContaining("had not ended after PT0.03S");
        interrupted.await();
        assertThat(fine.done).isTrue();
        assertThat(fine.why).isNull();
    }

    @Test
    void workThatIgnoresInterruptsIsLeftBehind() {
        Piece deaf = new Piece(this::hangWhateverHappens);
        crew(threads, SHORT, () -> false).run(List.of(deaf));
        assertThat(deaf.why.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(deaf.done).isFalse();
    }

    @Test
    void workThatGetsNoThreadIsGivenUp() {
        Executor stuck = command -> {};
        Piece piece = new Piece(() -> {});
        crew(stuck, SHORT, () -> false).run(List.of(piece));
        assertThat(piece.why).hasMessageContaining("no free thread");
    }

    @Test
    void workThatIsRejectedFails() {
        Executor closed = command -> {
            throw new RejectedExecutionException("closed");
        };
        Piece piece = new Piece(() -> {});
        crew(closed, LONG, () -> false).run(List.of(piece));
        assertThat(piece.why).hasMessageContaining("closed");
    }

    @Test
    void workThatGoesOnAfterACancellationIsInterrupted() throws InterruptedException {
        Piece hanging = new Piece(this::hang);
        crew(threads, LONG, () -> true).run(List.of(hanging));
        interrupted.await();
        assertThat(hanging.why.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void interruptingTheCallerCancelsAndIsRemembered() {
        Cancellation cancellation = new Cancellation(() -> false);
        Thread caller = Thread.currentThread();
        Piece hanging = new Piece(() -> {
            caller.interrupt();
            hang();
        });
        new Crew(threads, LONG, SHORT, cancellation).run(List.of(hanging));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(cancellation.isRequested()).isTrue();
        assertThat(hanging.why.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void anErrorInOnePieceDoesNotKeepTheOthersFromEnding() {
        Piece fine = new Piece(() -> {});
        crew(threads, LONG, () -> false)
                .run(List.of(
                        new Piece(() -> {
                            throw new AssertionError("broken");
                        }),
                        fine));
        assertThat(fine.done).isTrue();
    }

    @Test
    void aConditionThatFailsCancels() {
        AtomicBoolean asked = new AtomicBoolean();
        Cancellation cancellation = new Cancellation(() -> {
            asked.set(true);
            throw new IllegalStateException("nobody knows");
        });
        assertThat(cancellation.isRequested()).isTrue();
        assertThat(asked).isTrue();
    }

    private Crew crew(Executor executor, Duration limit, BooleanSupplier cancelled) {
        return new Crew(executor, limit, SHORT, new Cancellation(cancelled));
    }

    private void hang() {
        try {
            never.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    private void hangWhateverHappens() {
        while (never.getCount() > 0) {
            hang();
        }
    }

    private static final class Piece implements Crew.Work {
        private final Runnable work;
        private volatile boolean done;
        private volatile SyncStopped why;

        private Piece(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            work.run();
            done = true;
        }

        @Override
        public void giveUp(SyncStopped reason) {
            why = reason;
        }
    }
}
