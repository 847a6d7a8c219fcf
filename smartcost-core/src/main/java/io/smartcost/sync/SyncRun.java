package io.smartcost.sync;

import io.smartcost.model.DayRange;
import io.smartcost.sync.AccountSync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sync: asks every provider for its accounts, then syncs each account by itself, and reports. What its accounts share. */
final class SyncRun {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final long LONGEST_SLEEP_MILLIS = 1_000;

    private final Wiring wiring;
    private final SyncPolicy policy;
    private final DayRange days;
    private final LocalDate today;
    private final Cancellation cancellation;
    private final PaidCalls paidCalls;
    private final Tracker tracker;
    private final String owner = UUID.randomUUID().toString();

    SyncRun(Sync sync) {
        this.wiring = sync.wiring();
        this.policy = sync.policy();
        this.today = LocalDate.ofInstant(wiring.clock().instant(), ZoneOffset.UTC);
        this.days = sync.since().asOf(today);
        this.cancellation = new Cancellation(sync.cancelledWhen());
        this.paidCalls = new PaidCalls(sync.maxPaidCalls());
        this.tracker = new Tracker(sync.listener(), wiring.clock());
    }

    SyncReport run() {
        Instant start = wiring.clock().instant();
        Crew crew = new Crew(wiring.executor(), policy.timePerAccount(), GRACE, cancellation);
        List<Listing> listings = wiring.providers().stream()
                .map(provider -> new Listing(this, provider))
                .toList();
        crew.run(listings);
        List<AccountRun> accounts = new ArrayList<>();
        SortedMap<String, String> unlisted = new TreeMap<>();
        for (Listing listing : listings) {
            Listing.Answer answer = listing.answer();
            answer.accounts().forEach(account -> accounts.add(new AccountRun(this, listing.provider(), account)));
            if (answer.failure() != null) {
                unlisted.put(listing.provider().name(), answer.failure());
            }
        }
        accounts.forEach(account -> tracker.expect(account.account(), days.length()));
        crew.run(accounts);
        tracker.close();
        List<AccountSync> ends = accounts.stream()
                .map(AccountRun::report)
                .sorted(Comparator.comparing(AccountSync::account))
                .toList();
        SyncReport report = new SyncReport(
                ends, unlisted, start, Duration.between(start, wiring.clock().instant()));
        LOG.info("Synced {}: {}", wiring.tenant(), report);
        return report;
    }

    /** @param goOn is called now and at least once a second, and throws if the sync has to stop */
    void pause(Duration wait, Runnable goOn) {
        long left = wait.toMillis();
        while (left > 0) {
            goOn.run();
            long slice = Math.min(left, LONGEST_SLEEP_MILLIS);
            try {
                wiring.sleeper().sleep(slice);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SyncStopped(Outcome.CANCELLED, "the sync was interrupted while it waited");
            }
            left -= slice;
        }
    }

    Wiring wiring() {
        return wiring;
    }

    SyncPolicy policy() {
        return policy;
    }

    DayRange days() {
        return days;
    }

    LocalDate today() {
        return today;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    PaidCalls paidCalls() {
        return paidCalls;
    }

    Tracker tracker() {
        return tracker;
    }

    /** Who holds the leases of this sync; of no other, not even one in the same program. */
    String owner() {
        return owner;
    }
}
