package io.smartcost.testkit;

import io.smartcost.spi.ObjectInfo;
import io.smartcost.spi.ObjectInfo.State;
import io.smartcost.spi.Page;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Object stores with one fault each. */
enum BrokenObjectStores {
    REPLACES_AN_OBJECT("anObjectIsNeverReplaced", () -> new ObjectStoreOfParts() {
        @Override
        boolean store(String key, Stored stored) {
            return objects.put(identity(key), stored) == null;
        }
    }),
    LOOKS_BEFORE_IT_PUTS("ofManyWhoPutAnObjectOneSucceeds", () -> new ObjectStoreOfParts() {
        @Override
        boolean store(String key, Stored stored) {
            boolean free = !objects.containsKey(identity(key));
            for (int i = 0; i < 50; i++) {
                Thread.yield();
            }
            return free && objects.put(identity(key), stored) != stored;
        }
    }),
    SHOWS_AN_OBJECT_BEFORE_IT_IS_WHOLE("anObjectIsSeenWholeOrNotAtAll", () -> new ObjectStoreOfParts() {
        @Override
        boolean store(String key, Stored stored) {
            byte[] growing = new byte[stored.content().length];
            boolean free = super.store(key, new Stored(stored.info(), growing));
            for (int i = 0; free && i < growing.length; i++) {
                growing[i] = stored.content()[i];
                if (i % 1000 == 0) {
                    Thread.yield();
                }
            }
            return free;
        }
    }),
    KEEPS_THE_CALLERS_BYTES("nobodyElsesBufferIsTheObject", () -> new ObjectStoreOfParts() {
        @Override
        byte[] copy(ByteBuffer content) {
            boolean whole = content.hasArray() && content.remaining() == content.array().length;
            return whole ? content.array() : super.copy(content);
        }
    }),
    GIVES_ITS_BYTES_AWAY("nobodyElsesBufferIsTheObject", () -> new ObjectStoreOfParts() {
        @Override
        ByteBuffer part(byte[] content, long offset, int length) {
            long from = Math.min(offset, content.length);
            return ByteBuffer.wrap(content, (int) from, (int) Math.min(length, content.length - from))
                    .slice();
        }
    }),
    STORES_THE_WHOLE_BUFFER("whatRemainsOfABufferIsStored", () -> new ObjectStoreOfParts() {
        @Override
        byte[] copy(ByteBuffer content) {
            return super.copy(content.duplicate().rewind());
        }
    }),
    TAKES_AN_END_FOR_A_LENGTH("partsOfAnObjectCanBeRead", () -> new ObjectStoreOfParts() {
        @Override
        ByteBuffer part(byte[] content, long offset, int length) {
            return super.part(content, offset, (int) Math.max(0, length - offset));
        }
    }),
    FAILS_PAST_THE_END("aReadEndsWhereTheObjectEnds", () -> new ObjectStoreOfParts() {
        @Override
        ByteBuffer part(byte[] content, long offset, int length) {
            return ByteBuffer.wrap(
                    Arrays.copyOfRange(content, (int) offset, (int) Math.min(offset + length, content.length)));
        }
    }),
    CUTS_OFFSETS_TO_32_BITS("aReadEndsWhereTheObjectEnds", () -> new ObjectStoreOfParts() {
        @Override
        ByteBuffer part(byte[] content, long offset, int length) {
            return super.part(content, (int) offset, length);
        }
    }),
    CUTS_LARGE_OBJECTS_OFF("aLargeObjectIsKeptWhole", () -> new ObjectStoreOfParts() {
        @Override
        byte[] copy(ByteBuffer content) {
            return Arrays.copyOf(super.copy(content), Math.min(content.remaining(), 4 << 20));
        }
    }),
    TAKES_EMPTY_FOR_ABSENT("anEmptyObjectIsAnObject", () -> new ObjectStoreOfParts() {
        @Override
        boolean store(String key, Stored stored) {
            objects.values().removeIf(old -> old.content().length == 0);
            return super.store(key, stored);
        }
    }),
    FOLLOWS_PATHS("keysThatAreNoPathsAreRefused", () -> new ObjectStoreOfParts() {
        @Override
        void check(String key) {}

        @Override
        String identity(String key) {
            return Path.of("/" + key.replace('\u0000', '0')).normalize().toString();
        }
    }),
    FINDS_BY_PATH("keysThatAreNoPathsAreRefused", () -> new ObjectStoreOfParts() {
        @Override
        String identity(String key) {
            return key.startsWith("./") || key.startsWith("/") || key.startsWith("a/../")
                    ? key.substring(key.lastIndexOf("/") + 1).replace('a', 'b')
                    : key;
        }
    }),
    IGNORES_CASE("oddKeysAreKeptApart", () -> new ObjectStoreOfParts() {
        @Override
        String identity(String key) {
            return key.toLowerCase(Locale.ROOT);
        }
    }),
    DECODES_KEYS("oddKeysAreKeptApart", () -> new ObjectStoreOfParts() {
        @Override
        String identity(String key) {
            return key.replaceAll("%2[fF]", "/");
        }
    }),
    SORTS_BY_UTF_16("oddKeysAreKeptApart", () -> new ObjectStoreOfParts() {
        @Override
        Comparator<String> order() {
            return Comparator.naturalOrder();
        }
    }),
    TAKES_A_PREFIX_FOR_A_FOLDER("aPrefixMayEndWithinASegment", () -> new ObjectStoreOfParts() {
        @Override
        boolean matches(String key, String prefix) {
            return prefix.isEmpty() || key.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
        }
    }),
    PAGES_BY_OFFSET("whatIsWrittenBetweenPagesMovesNothingElse", () -> new ObjectStoreOfParts() {
        private List<ObjectInfo> last = List.of();
        private int next;

        @Override
        public synchronized Page<ObjectInfo> list(String prefix, String after, int atMost) {
            boolean goesOn = !last.isEmpty() && last.get(last.size() - 1).key().equals(after);
            next = goesOn ? next : 0;
            List<ObjectInfo> all =
                    super.list(prefix, goesOn ? null : after, Integer.MAX_VALUE).items();
            int from = Math.min(next, all.size());
            last = all.subList(from, (int) Math.min((long) from + atMost, all.size()));
            next = from + last.size();
            return new Page<>(last, next < all.size());
        }
    }),
    READS_WHAT_IS_ARCHIVED("anArchivedObjectCannotBeRead", () -> new ObjectStoreOfParts() {
        @Override
        boolean isReadable(Stored stored) {
            return true;
        }
    }),
    FORGETS_THE_TIER("anObjectIsStoredInTheTierThatWasAskedFor", () -> new ObjectStoreOfParts() {
        @Override
        public boolean putIfAbsent(String key, ByteBuffer content, Tier tier) {
            return super.putIfAbsent(key, content, Tier.HOT);
        }
    }),
    REHYDRATES_EVERYTHING("aRehydratedObjectCanBeRead", () -> new ObjectStoreOfParts() {
        @Override
        public void rehydrate(String key) {
            objects.keySet().forEach(super::rehydrate);
        }
    }),
    STARTS_A_REHYDRATION_ANEW("aRehydratedObjectCanBeRead", () -> new ObjectStoreOfParts() {
        @Override
        public void rehydrate(String key) {
            boolean running =
                    head(key).filter(info -> info.state() == State.REHYDRATING).isPresent();
            objects.computeIfPresent(
                    key, (k, stored) -> stored.as(stored.info().tier(), running ? State.ARCHIVED : State.REHYDRATING));
        }
    }),
    SAYS_READABLE_TOO_EARLY("headTellsTheTruthWhileAnObjectIsRehydrated", () -> new ObjectStoreOfParts() {
        @Override
        public Optional<ObjectInfo> head(String key) {
            return super.head(key)
                    .map(info -> new ObjectInfo(
                            key,
                            info.size(),
                            info.tier(),
                            info.state() == State.REHYDRATING ? State.READABLE : info.state()));
        }
    }),
    FAILS_TO_DELETE_TWICE("aDeletedObjectIsGone", () -> new ObjectStoreOfParts() {
        @Override
        public void delete(String key) {
            if (objects.remove(key) == null) {
                throw new IllegalStateException("not there");
            }
        }
    });

    /** The test of the kit that is there to find this fault. */
    final String foundBy;

    final Supplier<ObjectStoreOfParts> store;

    BrokenObjectStores(String foundBy, Supplier<ObjectStoreOfParts> store) {
        this.foundBy = foundBy;
        this.store = store;
    }
}
