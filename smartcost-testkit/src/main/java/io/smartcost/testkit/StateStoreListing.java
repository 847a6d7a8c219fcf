package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.Page;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StateStoreContract} about listing. */
abstract class StateStoreListing extends StateStoreExpiry {
    /** Enough keys for each way of ordering texts to show itself. */
    private static final List<String> TELLING = List.of(
            "a",
            "B",
            "b",
            "A",
            "ab",
            "a b",
            "a-b",
            "aB",
            "10",
            "9",
            "_",
            "\u00e4",
            "\u00c4",
            "z",
            "Z",
            "\ue000",
            "\ufb01",
            "\uffff",
            "\ud800\udc00",
            "\ud83d\ude00",
            "\ud7ff",
            "a\ufffd",
            "a\ud83d\ude00");

    @Test
    void anEmptyCollectionHasOneEmptyPage() {
        create(new StateStore.Collection(BUDGETS.tenant(), "budgets-2").key("a"), "{}");
        assertThat(store.list(BUDGETS, null, 1)).isEqualTo(new Page<>(List.of(), false));
        assertThat(store.list(BUDGETS, "a", Integer.MAX_VALUE)).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void documentsAreListedInCodePointOrder() {
        TELLING.forEach(key -> create(BUDGETS.key(key), "{}"));
        assertThat(keys(listAll(store, BUDGETS, 1000))).containsExactlyElementsOf(sorted(TELLING));
    }

    @Test
    void pagesTogetherAreTheWholeInOrder() {
        TELLING.forEach(key -> create(BUDGETS.key(key), "{\"of\":\"" + key + "\"}"));
        List<StateDocument> whole = store.list(BUDGETS, null, Integer.MAX_VALUE).items();
        assertThat(whole).hasSize(TELLING.size());
        for (int pageSize : List.of(1, 2, 7, TELLING.size() - 1, TELLING.size(), TELLING.size() + 1)) {
            assertThat(listAll(store, BUDGETS, pageSize))
                    .as("in pages of " + pageSize)
                    .isEqualTo(whole);
        }
    }

    @Test
    void listedDocumentsAreTheOnesThatGetFinds() {
        for (String key : TELLING) {
            put(
                    BUDGETS.key(key),
                    "{\"n\":2}",
                    create(BUDGETS.key(key), "{\"n\":1}").version(),
                    null);
        }
        for (StateDocument listed : listAll(store, BUDGETS, 5)) {
            assertThat(store.get(listed.key())).contains(listed);
        }
    }

    @Test
    void aPageMayStartAfterAKeyThatIsNotThere() {
        List.of("b", "d", "f").forEach(key -> create(BUDGETS.key(key), "{}"));
        assertThat(keys(store.list(BUDGETS, "a", 10).items())).containsExactly("b", "d", "f");
        assertThat(keys(store.list(BUDGETS, "b", 10).items())).containsExactly("d", "f");
        assertThat(keys(store.list(BUDGETS, "bb", 10).items())).containsExactly("d", "f");
        assertThat(keys(store.list(BUDGETS, "c\ud83d\ude00", 1).items())).containsExactly("d");
        assertThat(store.list(BUDGETS, "f", 10)).isEqualTo(new Page<>(List.of(), false));
        assertThat(store.list(BUDGETS, "x", 10)).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void whatIsWrittenBetweenPagesMovesNothingElse() {
        List.of("b", "d", "f", "h", "j").forEach(key -> create(BUDGETS.key(key), "{}"));
        Page<StateDocument> first = store.list(BUDGETS, null, 2);
        assertThat(keys(first.items())).containsExactly("b", "d");

        StateDocument last = first.items().get(1);
        assertThat(store.delete(first.items().get(0).key(), first.items().get(0).version()))
                .isTrue();
        assertThat(store.delete(last.key(), last.version())).isTrue();
        Page<StateDocument> second = store.list(BUDGETS, "d", 2);
        assertThat(keys(second.items())).as("after two before it were deleted").containsExactly("f", "h");

        List.of("a", "c", "e").forEach(key -> create(BUDGETS.key(key), "{}"));
        assertThat(keys(store.list(BUDGETS, "h", 2).items()))
                .as("after three before it were stored")
                .containsExactly("j");
    }

    @Test
    void whatExistsTheWholeTimeIsListedOnceWhileOthersWrite() {
        List<String> lasting =
                IntStream.range(0, 40).mapToObj(i -> "key-" + (100 + i)).toList();
        lasting.forEach(key -> create(BUDGETS.key(key), "{}"));
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Integer>> tasks = new ArrayList<>();
        tasks.add(() -> writeUntil(done, lasting));
        tasks.add(() -> {
            try {
                for (int round = 0; round < 20; round++) {
                    List<String> listed = keys(listAll(other, BUDGETS, 7));
                    assertThat(listed)
                            .as("listed while others write")
                            .isEqualTo(sorted(listed))
                            .doesNotHaveDuplicates();
                    assertThat(listed).as("listed while others write").containsAll(lasting);
                }
                return 20;
            } finally {
                done.set(true);
            }
        });
        assertThat(Together.run(tasks).get(0)).as("writes meanwhile").isPositive();
    }

    /** Replaces the lasting documents, and stores and deletes others between them. */
    private int writeUntil(AtomicBoolean done, List<String> lasting) {
        int writes = 0;
        do {
            String key = lasting.get(writes % lasting.size());
            StateDocument now = store.get(BUDGETS.key(key)).orElseThrow();
            put(now.key(), "{\"n\":" + writes + "}", now.version(), null);
            StateDocument passing = create(BUDGETS.key(key + "-passing"), "{}");
            assertThat(store.delete(passing.key(), passing.version())).isTrue();
            writes++;
        } while (!done.get());
        return writes;
    }

    private static List<String> sorted(List<String> keys) {
        return keys.stream().sorted(HostileState.CODE_POINTS).toList();
    }
}
