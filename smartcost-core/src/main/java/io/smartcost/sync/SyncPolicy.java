package io.smartcost.sync;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of a sync. An immutable value; each method gives a changed copy.
 *
 * @param restatedDays so many days up to today are read again by every sync, because clouds restate them even after they called
 *     them final; at least 1
 * @param restatedDaysOf the same for single providers, by {@link io.smartcost.spi.CostProvider#name}
 * @param longestRange at most so many days are asked of a provider at once, so that little is lost by a failure; at least 1
 * @param tries how often a call that may pass is made in all; at least 1
 * @param firstWait how long to wait before the second try, plus or minus half of it; it doubles from try to try, and what the
 *     server asked for is added
 * @param longestWait how long the waits of one call may be together; a server that asks for more ends the account's sync
 * @param lease how long an account stays taken by an instance that has died. A live one renews it as partitions arrive; if one takes
 *     longer than this to arrive, another instance may read the account as well, which costs calls but never the books
 * @param timePerAccount how long the sync of one account may take before it is interrupted
 */
public record SyncPolicy(
        int restatedDays,
        Map<String, Integer> restatedDaysOf,
        int longestRange,
        int tries,
        Duration firstWait,
        Duration longestWait,
        Duration lease,
        Duration timePerAccount) {
    /** 10 restated days; ranges of 31 days; 5 tries within 5 minutes of waiting; leases of 10 minutes; 1 hour per account. */
    public static final SyncPolicy DEFAULT = new SyncPolicy(
            10,
            Map.of(),
            31,
            5,
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    public SyncPolicy {
        restatedDaysOf = Map.copyOf(restatedDaysOf);
        requireAtLeastOne("restatedDays", restatedDays);
        restatedDaysOf.forEach((provider, days) -> requireAtLeastOne("restatedDays of " + provider, days));
        requireAtLeastOne("longestRange", longestRange);
        requireAtLeastOne("tries", tries);
        requireAMillisecond("firstWait", firstWait);
        requireAMillisecond("longestWait", longestWait);
        requireAMillisecond("lease", lease);
        requireAMillisecond("timePerAccount", timePerAccount);
    }

    public SyncPolicy restatedDays(int days) {
        return new SyncPolicy(days, restatedDaysOf, longestRange, tries, firstWait, longestWait, lease, timePerAccount);
    }

    public SyncPolicy restatedDays(String provider, int days) {
        Map<String, Integer> changed = new TreeMap<>(restatedDaysOf);
        changed.put(provider, days);
        return new SyncPolicy(
                restatedDays, changed, longestRange, tries, firstWait, longestWait, lease, timePerAccount);
    }

    public SyncPolicy longestRange(int days) {
        return new SyncPolicy(restatedDays, restatedDaysOf, days, tries, firstWait, longestWait, lease, timePerAccount);
    }

    public SyncPolicy retries(int newTries, Duration newFirstWait, Duration newLongestWait) {
        return new SyncPolicy(
                restatedDays,
                restatedDaysOf,
                longestRange,
                newTries,
                newFirstWait,
                newLongestWait,
                lease,
                timePerAccount);
    }

    public SyncPolicy lease(Duration length) {
        return new SyncPolicy(
                restatedDays, restatedDaysOf, longestRange, tries, firstWait, longestWait, length, timePerAccount);
    }

    public SyncPolicy timePerAccount(Duration limit) {
        return new SyncPolicy(restatedDays, restatedDaysOf, longestRange, tries, firstWait, longestWait, lease, limit);
    }

    int restatedDaysOf(String provider) {
        return restatedDaysOf.getOrDefault(provider, restatedDays);
    }

    private static void requireAtLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, got " + value);
        }
    }

    private static void requireAMillisecond(String what, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(what + " must be at least a millisecond, got " + value);
        }
    }
}
