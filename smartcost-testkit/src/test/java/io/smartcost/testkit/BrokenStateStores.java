package io.smartcost.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcost.spi.Page;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** State stores with one fault each. */
enum BrokenStateStores {
    CHECKS_THEN_ACTS("noIncrementOfACounterIsLost", clock -> new StateStoreOfParts(clock) {
        @Override
        public Optional<StateDocument> put(StateKey key, String json, String expected, Instant expiresAt) {
            return change(key, json, expected, expiresAt);
        }

        @Override
        void pause() {
            letOthersRun();
        }
    }),
    LETS_TWO_CREATE("ofManyWhoCreateADocumentOneSucceeds", clock -> new StateStoreOfParts(clock) {
        @Override
        public Optional<StateDocument> put(StateKey key, String json, String expected, Instant expiresAt) {
            return expected == null ? change(key, json, null, expiresAt) : super.put(key, json, expected, expiresAt);
        }

        @Override
        void pause() {
            letOthersRun();
        }
    }),
    DELETES_WHAT_IS_BEING_REPLACED("ofADeletionAndAReplacementOneSucceeds", clock -> new StateStoreOfParts(clock) {
        @Override
        public boolean delete(StateKey key, String expected) {
            return change(key, expected);
        }

        @Override
        void pause() {
            letOthersRun();
        }
    }),
    STARTS_VERSIONS_ANEW_AFTER_A_DELETION(
            "aVersionFromBeforeADeletionChangesNothing", clock -> new StateStoreOfParts(clock) {
                @Override
                String nextVersion(Stored replaced) {
                    return replaced == null ? "1" : replaced.document().version() + "1";
                }
            }),
    TAKES_A_HASH_FOR_A_VERSION("aVersionIsNeverUsedTwice", clock -> new StateStoreOfParts(clock) {
        @Override
        public Optional<StateDocument> put(StateKey key, String json, String expected, Instant expiresAt) {
            synchronized (documents) {
                return super.put(key, json, expected, expiresAt).map(document -> {
                    StateDocument hashed = new StateDocument(key, json, Integer.toHexString(json.hashCode()));
                    documents.put(identity(key), new Stored(hashed, expiresAt));
                    return hashed;
                });
            }
        }
    }),
    REPLACES_WHEN_NOTHING_IS_EXPECTED(
            "aPutThatExpectsNoDocumentDoesNotReplaceOne", clock -> new StateStoreOfParts(clock) {
                @Override
                boolean mayReplace(Stored stored, String expected) {
                    return expected == null || super.mayReplace(stored, expected);
                }
            }),
    CREATES_WHEN_A_VERSION_IS_EXPECTED("atFirstThereIsNothing", clock -> new StateStoreOfParts(clock) {
        @Override
        boolean mayReplace(Stored stored, String expected) {
            return !isAlive(stored) || super.mayReplace(stored, expected);
        }
    }),
    DELETES_WHATEVER_VERSION_IS_THERE("anotherVersionChangesNothing", clock -> new StateStoreOfParts(clock) {
        @Override
        boolean mayDelete(Stored stored, String expected) {
            return isAlive(stored);
        }
    }),
    COMPARES_VERSIONS_LOOSELY("anotherVersionChangesNothing", clock -> new StateStoreOfParts(clock) {
        @Override
        boolean mayReplace(Stored stored, String expected) {
            return super.mayReplace(stored, expected == null ? null : expected.trim());
        }
    }),
    LISTS_WHAT_HAS_EXPIRED("anExpiredDocumentDoesNotExist", clock -> new StateStoreOfParts(clock) {
        @Override
        boolean isListed(Stored stored) {
            return true;
        }
    }),
    EXPIRES_TOO_LATE("anExpiredDocumentDoesNotExist", clock -> new StateStoreOfParts(clock) {
        @Override
        Instant kept(Instant expiresAt, Stored replaced) {
            return expiresAt == null ? null : expiresAt.plusNanos(1);
        }
    }),
    REPLACES_WHAT_HAS_EXPIRED("theVersionOfAnExpiredDocumentReplacesNothing", clock -> new StateStoreOfParts(clock) {
        @Override
        boolean mayReplace(Stored stored, String expected) {
            boolean same = stored != null && stored.document().version().equals(expected);
            return same || super.mayReplace(stored, expected);
        }
    }),
    KEEPS_THE_FIRST_EXPIRY("replacingADocumentReplacesItsExpiry", clock -> new StateStoreOfParts(clock) {
        @Override
        Instant kept(Instant expiresAt, Stored replaced) {
            return isAlive(replaced) ? replaced.expiresAt() : expiresAt;
        }
    }),
    SORTS_BY_UTF_16("documentsAreListedInCodePointOrder", clock -> new StateStoreOfParts(clock) {
        @Override
        Comparator<String> order() {
            return Comparator.naturalOrder();
        }
    }),
    SORTS_AS_A_DICTIONARY_DOES("documentsAreListedInCodePointOrder", clock -> new StateStoreOfParts(clock) {
        @Override
        Comparator<String> order() {
            return String.CASE_INSENSITIVE_ORDER.thenComparing(super.order());
        }
    }),
    FORGETS_THE_TENANT("tenantsAndCollectionsAreSeparate", clock -> new StateStoreOfParts(clock) {
        @Override
        Object identity(StateKey key) {
            return key.collection().name() + '\n' + key.key();
        }
    }),
    LISTS_OTHER_TENANTS("tenantsAndCollectionsAreSeparate", clock -> new StateStoreOfParts(clock) {
        @Override
        boolean isIn(Collection collection, StateKey key) {
            return key.collection().name().equals(collection.name());
        }
    }),
    JOINS_TENANT_COLLECTION_AND_KEY(
            "theBordersBetweenTenantCollectionAndKeyHold", clock -> new StateStoreOfParts(clock) {
                @Override
                Object identity(StateKey key) {
                    return key.collection().tenant() + "/" + key.collection().name() + "/" + key.key();
                }
            }),
    PAGES_BY_OFFSET("whatIsWrittenBetweenPagesMovesNothingElse", clock -> new StateStoreOfParts(clock) {
        private final Map<String, Integer> offsets = new HashMap<>();

        @Override
        public synchronized Page<StateDocument> list(Collection collection, String after, int atMost) {
            int from = after == null ? 0 : offsets.getOrDefault(collection + after, 0);
            var all = super.list(collection, null, Integer.MAX_VALUE).items();
            int to = (int) Math.min((long) from + atMost, all.size());
            var page = all.subList(Math.min(from, to), to);
            page.forEach(document -> offsets.put(collection + document.key().key(), from + page.indexOf(document) + 1));
            return new Page<>(page, to < all.size());
        }
    }),
    LOOKS_FOR_THE_KEY_TO_GO_ON_FROM("aPageMayStartAfterAKeyThatIsNotThere", clock -> new StateStoreOfParts(clock) {
        @Override
        public Page<StateDocument> list(Collection collection, String after, int atMost) {
            boolean there = after == null || get(collection.key(after)).isPresent();
            return super.list(collection, there ? after : null, atMost);
        }
    }),
    REPEATS_THE_LAST_OF_A_PAGE("aPageMayStartAfterAKeyThatIsNotThere", clock -> new StateStoreOfParts(clock) {
        @Override
        boolean isAfter(String key, String after) {
            return after == null || order().compare(key, after) >= 0;
        }
    }),
    NORMALISES_JSON("jsonIsKeptToTheLetter", clock -> new StateStoreOfParts(clock) {
        @Override
        String kept(String json) {
            try {
                return new ObjectMapper().readTree(json).toString();
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
    }),
    CUTS_LONG_DOCUMENTS_OFF("documentsOf256KibibytesAreKept", clock -> new StateStoreOfParts(clock) {
        @Override
        String kept(String json) {
            return json.substring(0, Math.min(json.length(), 65_535));
        }
    }),
    IGNORES_CASE("keysAreComparedExactly", clock -> withKeys(clock, key -> key.toLowerCase(Locale.ROOT))),
    TRIMS_KEYS("keysAreComparedExactly", clock -> withKeys(clock, String::stripTrailing)),
    CUTS_KEYS_OFF(
            "keysAreComparedExactly", clock -> withKeys(clock, key -> key.substring(0, Math.min(255, key.length())))),
    ENDS_KEYS_AT_NUL("keysAreComparedExactly", clock -> withKeys(clock, key -> key.split("\u0000", 2)[0])),
    NORMALISES_KEYS(
            "keysAreComparedExactly", clock -> withKeys(clock, key -> Normalizer.normalize(key, Normalizer.Form.NFC))),
    RETURNS_STALE_READS("aChangeThatHasReturnedIsSeenByEveryone", clock -> new StateStoreOfParts(clock) {
        private final ThreadLocal<Map<StateKey, StateDocument>> seen = ThreadLocal.withInitial(HashMap::new);
        private final Map<StateKey, StateDocument> cache = new ConcurrentHashMap<>();

        @Override
        public Optional<StateDocument> get(StateKey key) {
            Optional<StateDocument> now = super.get(key);
            StateDocument cached = cache.get(key);
            now.ifPresent(document -> cache.put(key, document));
            boolean mayBeStale = cached != null && now.isPresent() && seen.get().put(key, cached) != cached;
            return mayBeStale ? Optional.of(cached) : now;
        }
    }),
    MIXES_VERSION_AND_TEXT("aReaderNeverSeesAMixOfTwoStates", clock -> new StateStoreOfParts(clock) {
        @Override
        public Optional<StateDocument> get(StateKey key) {
            Optional<StateDocument> version = super.get(key);
            letOthersRun();
            Optional<StateDocument> text = super.get(key);
            return version.isEmpty() || text.isEmpty()
                    ? text
                    : Optional.of(new StateDocument(
                            key, text.get().json(), version.get().version()));
        }
    });

    /** The test of the kit that is there to find this fault. */
    final String foundBy;

    private final Function<Clock, StateStore> maker;

    BrokenStateStores(String foundBy, Function<Clock, StateStore> maker) {
        this.foundBy = foundBy;
        this.maker = maker;
    }

    StateStore with(Clock clock) {
        return maker.apply(clock);
    }

    private static StateStoreOfParts withKeys(Clock clock, Function<String, String> changed) {
        return new StateStoreOfParts(clock) {
            @Override
            Object identity(StateKey key) {
                return Map.entry(key.collection(), changed.apply(key.key()));
            }
        };
    }

    private static void letOthersRun() {
        for (int i = 0; i < 50; i++) {
            Thread.yield();
        }
    }
}
