package io.smartcost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final List<Duration> waits = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void whatPassesIsTriedAgain() {
        assertThat(patience(5, Duration.ofMinutes(5)).call("count", () -> failing(3, null)))
                .isEqualTo(4);
        assertThat(waits).hasSize(3);
    }

    @Test
    void waitsDoubleAndVaryByHalf() {
        for (int i = 0; i < 50; i++) {
            calls.set(0);
            waits.clear();
            patience(4, Duration.ofMinutes(5)).call("count", () -> failing(3, null));
            for (int n = 0; n < 3; n++) {
                assertThat(waits.get(n).toMillis()).isBetween(500L << n, 1_500L << n);
            }
        }
        assertThat(waits).isNotEqualTo(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)));
    }

    @Test
    void theServersOwnWaitIsTheLeast() {
        patience(5, Duration.ofMinutes(5)).call("count", () -> failing(2, Duration.ofSeconds(40)));
        assertThat(waits).hasSize(2).allMatch(wait -> wait.compareTo(Duration.ofSeconds(40)) >= 0);
    }

    @Test
    void triesAreBounded() {
        assertThatThrownBy(() -> patience(3, Duration.ofMinutes(5)).call("count", () -> failing(99, null)))
                .isExactlyInstanceOf(SmartCostException.class)
                .hasMessage("Could not count in 3 tries: busy");
        assertThat(calls).hasValue(3);
        assertThat(waits).hasSize(2);
    }

    @Test
    void theWaitsTogetherAreBoundedAndAWaitThatIsTooLongIsNotBegun() {
        assertThatThrownBy(() ->
                        patience(99, Duration.ofSeconds(100)).call("count", () -> failing(99, Duration.ofSeconds(45))))
                .isExactlyInstanceOf(SmartCostException.class)
                .hasMessageContaining("Sync again later");
        Duration total = waits.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(total).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(100));
    }

    @Test
    void whatIsFinalIsNotTriedAgain() {
        IllegalStateException failure = new IllegalStateException("wrong password");
        assertThatThrownBy(() -> patience(5, Duration.ofMinutes(5)).call("count", () -> {
                    calls.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(calls).hasValue(1);
    }

    private Patience patience(int tries, Duration longestWait) {
        return new Patience(SyncPolicy.DEFAULT.retries(tries, Duration.ofSeconds(1), longestWait), waits::add);
    }

    private int failing(int times, Duration retryAfter) {
        if (calls.incrementAndGet() <= times) {
            throw new RetryableException("busy", retryAfter);
        }
        return calls.get();
    }
}
