package io.smartcost.sync;

import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes an account for one instance, so that two do not pay for the same days. The document is {@code {"owner": "…", "until":
 * "2026-08-01T10:00:00Z", "process": "…"}} and changes by compare-and-set only. A lease that was not renewed until then is free
 * again, whoever held it, and so is that of a {@link HostProcess} that has ended. An owner that was merely slow finds out at its next
 * renewal and stops; the partition it may be storing at that moment is a whole one, among days that the other reads too, so the
 * books stay right. {@link #keep} may be called by several threads.
 */
final class Lease {
    private final StateStore state;
    private final StateKey key;
    private final String owner;
    private final Duration length;
    private final Clock clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private Instant renewAt = Instant.MIN;
    private @Nullable String version;
    private boolean isLost;

    Lease(StateStore state, StateKey key, String owner, Duration length, Clock clock) {
        this.state = state;
        this.key = key;
        this.owner = owner;
        this.length = length;
        this.clock = clock;
    }

    /**
     * {@link #hold} with patience. Where one thread waits for the store the others wait for it; the one that does comes here again
     * while it waits, and goes on.
     *
     * @throws SyncStopped if another instance has it, or this thread is interrupted
     */
    void keep(String what, Patience patience) {
        if (renewing.isHeldByCurrentThread()) {
            return;
        }
        if (!renewing.tryLock()) {
            try {
                renewing.lockInterruptibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SyncStopped(
                        AccountSync.Outcome.CANCELLED, "the sync was interrupted while it waited for its lease");
            }
        }
        try {
            patience.call(what, this::hold);
        } finally {
            renewing.unlock();
        }
    }

    /**
     * Takes the lease, or renews it if a third of its time has passed.
     *
     * @throws SyncStopped if another instance has it
     */
    void hold() {
        if (isLost) {
            throw taken();
        }
        Instant now = clock.instant();
        if (now.isBefore(renewAt)) {
            return;
        }
        Instant until = now.plus(length);
        String json = Json.object()
                .put("owner", owner)
                .put("until", until.toString())
                .put("process", HostProcess.current())
                .toString();
        Optional<StateDocument> renewed = version == null ? Optional.empty() : state.put(key, json, version, until);
        renewed = renewed.or(() -> take(json, now, until));
        // What was read under a lease that was lost is older than what its next holder stores.
        isLost = version != null && renewed.isEmpty();
        version = renewed.orElseThrow(this::taken).version();
        renewAt = now.plus(length.dividedBy(3));
    }

    /** Whether the account is still ours, by the state store itself. */
    boolean isHeld() {
        return state.get(key).filter(this::isOurs).isPresent();
    }

    void release() {
        if (version != null) {
            state.delete(key, version);
            version = null;
        }
    }

    /** A document of our own can be there without our knowing its version: a put whose answer was lost. */
    private Optional<StateDocument> take(String json, Instant now, Instant until) {
        Optional<StateDocument> present = state.get(key);
        if (present.isPresent() && !isFree(present.get(), now)) {
            return Optional.empty();
        }
        return state.put(key, json, present.map(StateDocument::version).orElse(null), until);
    }

    private boolean isFree(StateDocument document, Instant now) {
        return isOurs(document)
                || !now.isBefore(Instant.parse(Json.text(document, "until")))
                || HostProcess.hasEnded(Json.text(document, "process"));
    }

    private boolean isOurs(StateDocument document) {
        return Json.text(document, "owner").equals(owner);
    }

    private SyncStopped taken() {
        String holder = state.get(key).map(StateDocument::json).orElse("an instance that has just ended");
        return new SyncStopped(AccountSync.Outcome.SKIPPED, "another instance is reading this account: " + holder);
    }
}
