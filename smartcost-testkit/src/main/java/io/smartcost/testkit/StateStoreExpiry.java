package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link StateStoreContract} about documents that cease to exist. */
abstract class StateStoreExpiry extends StateStoreFixture {
    private static final Instant NOON = START.plus(Duration.ofHours(12));
    private static final Instant FAR_AWAY = Instant.parse("9999-01-01T00:00:00Z");

    @Test
    void aDocumentIsThereUntilItExpires() {
        StateDocument stored = put(KEY, "{}", null, NOON);
        clock.set(justBefore(NOON));
        assertThat(store.get(KEY)).contains(stored);
        assertThat(store.list(BUDGETS, null, 10).items()).containsExactly(stored);
    }

    @Test
    void anExpiredDocumentDoesNotExist() {
        put(KEY, "{}", null, NOON);
        StateDocument kept = create(BUDGETS.key("z"), "{}");
        clock.set(expired(NOON));
        assertThat(store.get(KEY)).isEmpty();
        assertThat(listAll(store, BUDGETS, 1)).containsExactly(kept);
    }

    @Test
    void anExpiredDocumentCanBeCreatedAnew() {
        StateDocument old = put(KEY, "{\"old\":1}", null, NOON);
        clock.set(expired(NOON));
        StateDocument anew = create(KEY, "{\"new\":1}");
        assertThat(anew.version()).as("a version is never used twice").isNotEqualTo(old.version());
        clock.set(FAR_AWAY);
        assertThat(store.get(KEY))
                .as("the new one was stored without an expiry")
                .contains(anew);
    }

    @Test
    void theVersionOfAnExpiredDocumentReplacesNothing() {
        StateDocument old = put(KEY, "{\"old\":1}", null, NOON);
        clock.set(expired(NOON));
        assertThat(store.put(KEY, "{\"new\":1}", old.version(), null)).isEmpty();
        assertThat(store.delete(KEY, old.version())).isFalse();
        assertThat(store.get(KEY)).isEmpty();
        StateDocument anew = create(KEY, "{\"anew\":1}");
        assertThat(store.put(KEY, "{\"new\":1}", old.version(), null)).isEmpty();
        assertThat(store.delete(KEY, old.version())).isFalse();
        assertThat(store.get(KEY)).contains(anew);
    }

    @Test
    void replacingADocumentReplacesItsExpiry() {
        StateKey never = BUDGETS.key("never");
        StateKey later = BUDGETS.key("later");
        StateKey sooner = BUDGETS.key("sooner");
        StateDocument first = put(never, "{}", put(never, "{}", null, NOON).version(), null);
        StateDocument second = put(later, "{}", put(later, "{}", null, NOON).version(), FAR_AWAY);
        put(sooner, "{}", create(sooner, "{}").version(), NOON);
        clock.set(expired(NOON));
        assertThat(store.get(never)).contains(first);
        assertThat(store.get(later)).contains(second);
        assertThat(store.get(sooner)).isEmpty();
    }

    @Test
    void aDocumentStoredAfterItsExpiryDoesNotExist() {
        clock.set(expired(NOON));
        store.put(KEY, "{}", null, NOON);
        assertThat(store.get(KEY)).isEmpty();
        assertThat(store.list(BUDGETS, null, 10).items()).isEmpty();
        assertThat(create(KEY, "{}")).isEqualTo(store.get(KEY).orElseThrow());
    }

    @Test
    void expiredDocumentsDoNotDisturbPaging() {
        for (int i = 0; i < 20; i++) {
            put(BUDGETS.key("key-" + (char) ('a' + i)), "{}", null, i % 4 == 1 ? null : NOON);
        }
        clock.set(expired(NOON));
        for (int pageSize : List.of(1, 2, 3, 20)) {
            assertThat(keys(listAll(store, BUDGETS, pageSize)))
                    .as("in pages of " + pageSize)
                    .containsExactly("key-b", "key-f", "key-j", "key-n", "key-r");
        }
    }

    private Instant justBefore(Instant expiry) {
        return expiry.minus(expiryTolerance()).minusMillis(1);
    }

    private Instant expired(Instant expiry) {
        return expiry.plus(expiryTolerance());
    }
}
