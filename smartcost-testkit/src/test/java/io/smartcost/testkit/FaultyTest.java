package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.CostPartition;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FaultyTest {
    private final SmallestCostStore store = new SmallestCostStore();
    private final Faulty<CostStore> faulty = Faulty.of(CostStore.class, store);
    private final CostPartition partition = CostStoreFixture.partition(CostStoreFixture.FRIDAY);

    private static RetryableException reset() {
        return new RetryableException("The connection was reset", Duration.ofSeconds(1));
    }

    /** Which of so many calls fail, counted from 1. */
    private List<Integer> failures(CostStore of, int calls) {
        List<Integer> failed = new ArrayList<>();
        for (int call = 1; call <= calls; call++) {
            try {
                of.replace(Tenant.DEFAULT, partition);
            } catch (RetryableException | Faulty.Crash e) {
                failed.add(call);
            }
        }
        return failed;
    }

    private boolean isStored() {
        return !store.tenants.isEmpty();
    }

    @Test
    void failsEveryNthCallWithoutMakingIt() {
        assertThat(failures(faulty.failingEvery(3, FaultyTest::reset).create(), 10))
                .containsExactly(3, 6, 9);
        store.tenants.clear();
        assertThat(failures(faulty.failingEvery(1, FaultyTest::reset).create(), 2))
                .containsExactly(1, 2);
        assertThat(isStored()).isFalse();
    }

    @Test
    void losesTheAnswerOfACallThatWasMade() {
        assertThat(failures(faulty.losingEvery(2, FaultyTest::reset).create(), 5))
                .containsExactly(2, 4);
        store.tenants.clear();
        assertThat(failures(faulty.losingEvery(1, FaultyTest::reset).create(), 1))
                .containsExactly(1);
        assertThat(isStored()).isTrue();
    }

    @Test
    void failsAtRandomTheSameCallsForASeed() {
        List<Integer> failed =
                failures(faulty.failingAtRandom(5, 30, FaultyTest::reset).create(), 200);
        assertThat(failed)
                .hasSizeBetween(30, 90)
                .isEqualTo(failures(
                        faulty.failingAtRandom(5, 30, FaultyTest::reset).create(), 200))
                .isNotEqualTo(failures(
                        faulty.failingAtRandom(6, 30, FaultyTest::reset).create(), 200));
    }

    @Test
    void crashesForGood() {
        CostStore mortal = faulty.crashingAfter(2).create();
        assertThat(failures(mortal, 4)).containsExactly(3, 4);
        assertThatThrownBy(() -> mortal.drop(Tenant.DEFAULT, CostStoreFixture.ALL))
                .isInstanceOf(Faulty.Crash.class);
    }

    @Test
    void crashesAfterTheLastCallWasMade() {
        assertThat(failures(faulty.crashingDuring(1).create(), 3)).containsExactly(1, 2, 3);
        assertThat(isStored()).isTrue();
    }

    @Test
    void runsWhatSlowsItBeforeEachCall() {
        AtomicInteger delays = new AtomicInteger();
        CostStore slow = faulty.slowedBy(delays::incrementAndGet)
                .failingEvery(2, FaultyTest::reset)
                .create();
        assertThat(failures(slow, 4)).containsExactly(2, 4);
        assertThat(delays).hasValue(4);
    }

    @Test
    void passesOnWhatThePlugInItselfThrows() {
        RuntimeException own = new IllegalStateException("the plug-in's own");
        CostStore passing = faulty.failingEvery(9, FaultyTest::reset).create();
        passing.replace(Tenant.DEFAULT, partition);
        assertThatThrownBy(() -> passing.read(Tenant.DEFAULT, CostStoreFixture.ALL, p -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @Test
    void countsOnlyCallsOfTheInterface() {
        CostStore second = faulty.failingEvery(2, FaultyTest::reset).create();
        assertThat(Set.of(second)).contains(second).doesNotContain(store);
        assertThat(second.toString()).startsWith("faulty ").contains("SmallestCostStore");
        assertThat(failures(second, 2)).containsExactly(2);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> faulty.failingEvery(0, FaultyTest::reset));
        assertThatIllegalArgumentException().isThrownBy(() -> Faulty.of(SmallestCostStore.class, store));
    }
}
