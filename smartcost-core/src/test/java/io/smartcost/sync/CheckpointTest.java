package io.smartcost.sync;

import static io.smartcost.sync.World.day;
import static io.smartcost.sync.World.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.StateKey;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final SourceAccount ACCOUNT = new SourceAccount("aws", "1");
    private static final StateKey KEY = StateKeys.of(Tenant.DEFAULT, "checkpoint", ACCOUNT);

    private final InMemoryStateStore state = new InMemoryStateStore();
    private final Checkpoint checkpoint = new Checkpoint(state, KEY, ACCOUNT);

    @Test
    void theDocumentHasItsDocumentedShape() {
        checkpoint.settle(days("2026-07-24", "2026-07-30").days().toList());
        checkpoint.settle(days("2025-01-01", "2026-07-22").days().toList());
        assertThat(state.get(KEY).orElseThrow().json())
                .isEqualTo("{\"provider\":\"aws\",\"account\":\"1\","
                        + "\"settled\":[\"2025-01-01/2026-07-22\",\"2026-07-24/2026-07-30\"]}");
        assertThat(checkpoint.settled())
                .hasSize(567 + 6)
                .contains(day("2026-07-21"))
                .doesNotContain(day("2026-07-22"));
    }

    @Test
    void twoWritersAreJoined() {
        Checkpoint other = new Checkpoint(state, KEY, ACCOUNT);
        checkpoint.settle(List.of(day("2026-08-01")));
        other.settle(List.of(day("2026-08-03")));
        assertThat(checkpoint.settled()).containsExactly(day("2026-08-01"), day("2026-08-03"));
    }

    @Test
    void nothingNewIsNotWritten() {
        checkpoint.settle(List.of(day("2026-08-01")));
        String version = state.get(KEY).orElseThrow().version();
        checkpoint.settle(List.of(day("2026-08-01")));
        assertThat(state.get(KEY).orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void theDocumentStaysSmallAndKeepsTheNewestDays() {
        List<LocalDate> everySecondDay = IntStream.range(0, 9_000)
                .mapToObj(i -> day("2000-01-01").plusDays(2L * i))
                .toList();
        checkpoint.settle(everySecondDay);
        assertThat(state.get(KEY).orElseThrow().json()).hasSizeLessThan(256 * 1024);
        assertThat(checkpoint.settled()).containsExactlyElementsOf(everySecondDay.subList(4_000, 9_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{\"settled\": [\"yesterday\"]}", "{\"settled\": [\"2026-08-02/2026-08-01\"]}"})
    void aDocumentThatIsNoCheckpointIsNamed(String json) {
        state.put(KEY, json, null, null);
        assertThatThrownBy(checkpoint::settled)
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("checkpoint/aws/1")
                .hasMessageContaining("Delete it");
    }

    @Test
    void accountsThatCouldBeMistakenForEachOtherHaveTheirOwnKeys() {
        String longName = "x".repeat(256);
        List<SourceAccount> accounts = List.of(
                new SourceAccount("a", "b/c"),
                new SourceAccount("a/b", "c"),
                new SourceAccount("a/", "b/c"),
                new SourceAccount(longName, longName),
                new SourceAccount(longName, "x".repeat(255)));
        assertThat(accounts.stream().map(account -> StateKeys.of(Tenant.DEFAULT, "lease", account)))
                .doesNotHaveDuplicates();
        assertThat(KEY.key()).isEqualTo("checkpoint/aws/1");
    }
}
