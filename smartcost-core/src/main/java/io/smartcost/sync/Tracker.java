package io.smartcost.sync;

import io.smartcost.model.SourceAccount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds up how far all accounts are and tells the listener. Thread-safe. */
final class Tracker {
    private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);

    private final SyncListener listener;
    private final Clock clock;
    private final Instant start;
    private final Map<SourceAccount, Integer> daysLeft = new HashMap<>();
    private int daysDone;
    private long records;
    private boolean listenerFailed;
    private boolean closed;

    Tracker(SyncListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** An account that has not begun. */
    synchronized void expect(SourceAccount account, int days) {
        daysLeft.put(account, days);
    }

    synchronized void planned(SourceAccount account, int days) {
        daysLeft.put(account, days);
        tell(account, SyncProgress.Step.PLANNED);
    }

    /** @param moreDays 0 if the day was already stored by a try that failed later */
    synchronized void stored(SourceAccount account, int moreDays, long moreRecords) {
        daysLeft.merge(account, -moreDays, Integer::sum);
        daysDone += moreDays;
        records += moreRecords;
        tell(account, SyncProgress.Step.STORED);
    }

    synchronized void waiting(SourceAccount account) {
        tell(account, SyncProgress.Step.WAITING);
    }

    synchronized void ended(SourceAccount account) {
        daysLeft.remove(account);
        tell(account, SyncProgress.Step.ENDED);
    }

    /** The sync is over: work that was left behind tells nobody any more. */
    synchronized void close() {
        closed = true;
    }

    private void tell(SourceAccount account, SyncProgress.Step step) {
        if (closed) {
            return;
        }
        Duration elapsed = Duration.between(start, clock.instant());
        int left = daysLeft.values().stream().mapToInt(Integer::intValue).sum();
        Optional<Duration> timeLeft = daysDone == 0
                ? Optional.empty()
                : Optional.of(elapsed.multipliedBy(left).dividedBy(daysDone));
        try {
            listener.progressed(new SyncProgress(account, step, daysDone, left, records, elapsed, timeLeft));
        } catch (RuntimeException e) {
            if (!listenerFailed) {
                LOG.warn("The listener of a sync failed; the sync goes on. Further failures of it are not logged", e);
            }
            listenerFailed = true;
        }
    }
}
