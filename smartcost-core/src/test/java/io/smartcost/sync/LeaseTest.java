package io.smartcost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.RetryableException;
import io.smartcost.spi.StateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration LENGTH = Duration.ofMinutes(9);
    private static final StateKey KEY = StateKeys.of(Tenant.DEFAULT, "lease", new SourceAccount("aws", "1"));

    private final TestClock clock = new TestClock();
    private final InMemoryStateStore state = new InMemoryStateStore(clock);
    private final Lease first = lease("first");
    private final Lease second = lease("second");

    @Test
    void onlyOneHoldsItAndSaysWho() {
        first.hold();
        assertThatThrownBy(second::hold)
                .isInstanceOfSatisfying(
                        SyncStopped.class, e -> assertThat(e.outcome()).isEqualTo(AccountSync.Outcome.SKIPPED))
                .hasMessageContaining("first");
        assertThat(first.isHeld()).isTrue();
        assertThat(second.isHeld()).isFalse();
    }

    @Test
    void aReleasedLeaseIsFree() {
        first.hold();
        first.release();
        assertThatCode(second::hold).doesNotThrowAnyException();
    }

    @Test
    void aLeaseWhoseOwnerDiedExpires() {
        first.hold();
        clock.advance(LENGTH.minusMillis(1));
        assertThatThrownBy(second::hold).isInstanceOf(SyncStopped.class);
        clock.advance(Duration.ofMillis(1));
        assertThatCode(second::hold).doesNotThrowAnyException();
    }

    @Test
    void aLiveOwnerRenews() {
        for (int i = 0; i < 10; i++) {
            first.hold();
            clock.advance(LENGTH.dividedBy(2));
        }
        assertThatThrownBy(second::hold).isInstanceOf(SyncStopped.class);
    }

    @Test
    void aRenewalIsOnlyWrittenAfterAThirdOfTheTime() {
        first.hold();
        String version = state.get(KEY).orElseThrow().version();
        clock.advance(LENGTH.dividedBy(3).minusMillis(1));
        first.hold();
        assertThat(state.get(KEY).orElseThrow().version()).isEqualTo(version);
        clock.advance(Duration.ofMillis(1));
        first.hold();
        assertThat(state.get(KEY).orElseThrow().version()).isNotEqualTo(version);
    }

    @Test
    void aSlowOwnerFindsOutThatItWasReplaced() {
        first.hold();
        clock.advance(LENGTH);
        second.hold();
        assertThat(first.isHeld()).isFalse();
        assertThatThrownBy(first::hold).isInstanceOf(SyncStopped.class);
        first.release();
        assertThat(second.isHeld())
                .as("releasing a lost lease does not free the other's")
                .isTrue();
        second.release();
        assertThatThrownBy(first::hold)
                .as("what it has read since is old by now")
                .isInstanceOf(SyncStopped.class);
    }

    @Test
    void aSlowOwnerThatNobodyReplacedGoesOn() {
        first.hold();
        clock.advance(LENGTH.multipliedBy(2));
        first.hold();
        assertThat(first.isHeld()).isTrue();
    }

    @Test
    void aPutWhoseAnswerWasLostIsRecognised() {
        lease("first").hold();
        first.hold();
        assertThat(first.isHeld()).isTrue();
    }

    @Test
    void aDocumentThatIsNoLeaseIsNamed() {
        state.put(KEY, "{\"owner\": 7}", null, null);
        assertThatThrownBy(first::hold)
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("lease/aws/1")
                .hasMessageContaining("Delete it");
    }

    /** As a sync does: what waits asks whether to go on, and that asks for the lease. */
    @Test
    void whoWaitsForItAndAsksMeanwhileTriesNoMoreOften() {
        AtomicInteger tries = new AtomicInteger();
        AtomicReference<Patience> patience = new AtomicReference<>();
        Clock failing = new TestClock() {
            @Override
            public Instant instant() {
                tries.incrementAndGet();
                throw new RetryableException("away", (Duration) null);
            }
        };
        Lease lease = new Lease(state, KEY, "first", LENGTH, failing);
        patience.set(new Patience(SyncPolicy.DEFAULT, wait -> lease.keep("renew it", patience.get())));
        assertThatThrownBy(() -> lease.keep("renew it", patience.get())).hasMessageContaining("in 5 tries");
        assertThat(tries).hasValue(5);
    }

    private Lease lease(String owner) {
        return new Lease(state, KEY, owner, LENGTH, clock);
    }
}
