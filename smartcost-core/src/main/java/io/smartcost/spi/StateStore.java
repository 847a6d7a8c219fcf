package io.smartcost.spi;

import io.smartcost.model.Tenant;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps small JSON documents that several instances read and change: checkpoints, budgets, alerts. See the package's description
 * for what holds for all plug-ins.
 *
 * <p>Every stored state of a document has a version, and no version is ever used twice for a key, not even after a deletion. A
 * change names the version that it replaces, so that of two who read the same version only one succeeds; the other reads again
 * and decides anew. Reads see every change that has returned. An expired document does not exist.
 */
public interface StateStore {
    Optional<StateDocument> get(StateKey key);

    /**
     * The documents of a tenant's collection, by key in code point order. Documents that exist the whole time while pages are
     * read are listed exactly once.
     *
     * @param after list keys after this one only, or all if null
     * @param atMost how many, at least 1
     */
    Page<StateDocument> list(Collection collection, @Nullable String after, int atMost);

    /**
     * Stores a document if the stored version is still the expected one.
     *
     * @param json up to 256 KiB in UTF-8, kept to the letter
     * @param expected the version to replace, or null if there must be no document
     * @param expiresAt when the document ceases to exist, or null if never
     * @return the document as stored, or nothing if another version is there, or none
     */
    Optional<StateDocument> put(StateKey key, String json, @Nullable String expected, @Nullable Instant expiresAt);

    /** Deletes a document if the stored version is still the expected one, and says whether it did. */
    boolean delete(StateKey key, String expected);

    /**
     * The documents of one kind of one tenant.
     *
     * @param name letters, digits and hyphens, such as {@code budgets}
     */
    record Collection(Tenant tenant, String name) {
        public StateKey key(String key) {
            return new StateKey(this, key);
        }
    }
}
