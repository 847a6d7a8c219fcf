package io.smartcost.provider.gcp;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user can set of a {@link GcpBillingExport}.
 *
 * @param labels the keys of the labels to tell charges apart by, or null for all
 */
record Settings(
        @Nullable List<String> labels,
        boolean byResource,
        long maxBytesBilled,
        Duration timeout,
        int rowsPerPage,
        Clock clock) {
    static final Settings DEFAULT =
            new Settings(null, true, 100L << 30, Duration.ofMinutes(10), 5_000, Clock.systemUTC());

    private static final Duration LONGEST_CALL = Duration.ofMinutes(1);

    Settings withLabels(List<String> keys) {
        return new Settings(keys, byResource, maxBytesBilled, timeout, rowsPerPage, clock);
    }

    Settings withoutResources() {
        return new Settings(labels, false, maxBytesBilled, timeout, rowsPerPage, clock);
    }

    Settings withMaxBytesBilled(long bytes) {
        return new Settings(labels, byResource, bytes, timeout, rowsPerPage, clock);
    }

    Settings withTimeout(Duration newTimeout) {
        return new Settings(labels, byResource, maxBytesBilled, newTimeout, rowsPerPage, clock);
    }

    Settings withRowsPerPage(int rows) {
        return new Settings(labels, byResource, maxBytesBilled, timeout, rows, clock);
    }

    Settings withClock(Clock newClock) {
        return new Settings(labels, byResource, maxBytesBilled, timeout, rowsPerPage, newClock);
    }

    /** How long a call may take that is no query. */
    Duration callTimeout() {
        return timeout.compareTo(LONGEST_CALL) < 0 ? timeout : LONGEST_CALL;
    }
}
