package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.spi.ObjectInfo;
import io.smartcost.spi.ObjectStore.Tier;
import io.smartcost.spi.Page;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link ObjectStoreContract} about keys and listing. */
abstract class ObjectStoreListing extends ObjectStoreTiers {
    /** Paths that a store must not follow. */
    private static final List<String> REFUSED = List.of(
            "",
            "/",
            "//",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "../a",
            "a/..",
            "a/../b",
            "a/../../b",
            "./a",
            "a/.",
            "a/./b",
            "k".repeat(513),
            "a/".repeat(256) + "a");

    /** Pairwise different, though some become equal when folded, normalised, decoded, trimmed or cut off. */
    private static final List<String> LEGAL = List.of(
            "a",
            "A",
            "aa",
            "a b",
            " a",
            "a ",
            "a.",
            ".a",
            "..a",
            "a..",
            "...",
            "a/...",
            "a/b",
            "a/B",
            "a/b/c",
            "a/.b",
            "a/b.",
            "a-b",
            "a\\b",
            "a\\..\\b",
            "a:b",
            "a|b",
            "a*",
            "a?",
            "a?b=c",
            "a#b",
            "a&b",
            "a+b",
            "a=b",
            "a;b",
            "a,b",
            "a@b",
            "a~",
            "~",
            "$a",
            "a%b",
            "a%2Fb",
            "a%2fb",
            "%2e%2e/a",
            "a%00b",
            "'",
            "\"",
            "<a>",
            "{a}",
            "[a]",
            "`",
            "con",
            "nul.txt",
            "-rf",
            "_",
            "%",
            "a_b",
            "a/b/" + "k".repeat(300),
            "k".repeat(512),
            "k".repeat(511) + "l",
            "k/".repeat(255) + "k",
            "\u00e9",
            "e\u0301",
            "\u00df",
            "ss",
            "\u0130",
            "\u05e9\u05dc\u05d5\u05dd",
            "\u8a9e".repeat(300),
            "\ue000",
            "\uffee",
            "\ud83d\ude00",
            "\ud800\udc00",
            "a/\ud83d\ude00/b",
            "\ud83d\ude00".repeat(256));

    @Test
    void keysThatAreNoPathsAreRefused() {
        put("b");
        for (String key : REFUSED) {
            assertThatThrownBy(() -> store.putIfAbsent(key, ByteBuffer.wrap(bytes("x")), Tier.HOT))
                    .as("storing '%s'", key)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.get(key, 0, 1))
                    .as("reading '%s'", key)
                    .isInstanceOf(RuntimeException.class);
            assertThat(found(key)).as("what is found as '%s'", key).isEmpty();
        }
        assertThat(keys(listAll("", 10))).containsExactly("b");
    }

    @Test
    void oddKeysAreKeptApart() {
        for (String key : LEGAL) {
            assertThat(store.head(key)).as("'%s' before it is stored", key).isEmpty();
            put(key);
        }
        for (String key : LEGAL) {
            assertThat(read(key)).as("'%s'", key).isEqualTo(bytes("content of " + key));
            assertThat(head(key).key()).isEqualTo(key);
        }
        List<String> sorted = LEGAL.stream().sorted(HostileState.CODE_POINTS).toList();
        for (int pageSize : List.of(1, 7, 1000)) {
            assertThat(keys(listAll("", pageSize)))
                    .as("in pages of " + pageSize)
                    .isEqualTo(sorted);
        }
        for (int i = 0; i < LEGAL.size(); i += 2) {
            store.delete(LEGAL.get(i));
        }
        for (int i = 0; i < LEGAL.size(); i++) {
            assertThat(store.head(LEGAL.get(i)).isPresent())
                    .as("'%s' is there after every other one was deleted", LEGAL.get(i))
                    .isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void aPrefixMayEndWithinASegment() {
        List<String> keys = List.of(
                "acme/2026-07/a", "acme/2026-08/a", "acme/2026-08/b", "acme/2027-01/a", "acme2/a", "Acme/a", "b");
        keys.forEach(this::put);
        assertThat(keys(listAll("acme/2026-0", 2)))
                .containsExactly("acme/2026-07/a", "acme/2026-08/a", "acme/2026-08/b");
        assertThat(keys(listAll("acme/2026-08/", 1))).containsExactly("acme/2026-08/a", "acme/2026-08/b");
        assertThat(keys(listAll("acme", 10))).hasSize(5).doesNotContain("Acme/a", "b");
        assertThat(keys(listAll("acme/2026-08/a", 10))).containsExactly("acme/2026-08/a");
        assertThat(keys(listAll("", 3)))
                .isEqualTo(keys.stream().sorted(HostileState.CODE_POINTS).toList());
        for (String none : List.of("acme/2026-08/aa", "c", "%", "acme_2026", "acme/*", "acme/2026.", "/")) {
            assertThat(store.list(none, null, 10)).as("'%s'", none).isEqualTo(new Page<>(List.of(), false));
        }
    }

    @Test
    void aPageMayStartAfterAKeyThatIsNotThere() {
        List.of("p/b", "p/d", "p/f", "q/a").forEach(this::put);
        assertThat(keys(store.list("p/", "p/a", 10).items())).containsExactly("p/b", "p/d", "p/f");
        assertThat(keys(store.list("p/", "p/b", 10).items())).containsExactly("p/d", "p/f");
        assertThat(keys(store.list("p/", "p/c", 1).items())).containsExactly("p/d");
        assertThat(keys(store.list("p/", "a", 10).items())).containsExactly("p/b", "p/d", "p/f");
        assertThat(store.list("p/", "p/f", 10)).isEqualTo(new Page<>(List.of(), false));
        assertThat(store.list("p/", "q", 10)).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void whatIsWrittenBetweenPagesMovesNothingElse() {
        List.of("b", "d", "f", "h", "j").forEach(this::put);
        assertThat(keys(store.list("", null, 2).items())).containsExactly("b", "d");
        store.delete("b");
        store.delete("d");
        assertThat(keys(store.list("", "d", 2).items()))
                .as("after two before it were deleted")
                .containsExactly("f", "h");
        List.of("a", "c", "e").forEach(this::put);
        assertThat(keys(store.list("", "h", 2).items()))
                .as("after three before it were stored")
                .containsExactly("j");
    }

    @Test
    void listedObjectsAreTheOnesThatHeadFinds() {
        for (Tier tier : Tier.values()) {
            put("tier/" + tier, bytes("in tier " + tier), tier);
        }
        List<ObjectInfo> listed = new ArrayList<>(listAll("tier/", 3));
        assertThat(listed)
                .hasSize(Tier.values().length)
                .allMatch(info -> info.equals(head(info.key())), "as head says");
    }

    /** Refusing to look is as good as finding nothing. */
    private Optional<ObjectInfo> found(String key) {
        try {
            return store.head(key);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
