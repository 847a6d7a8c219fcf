package io.smartcost.provider.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps to the units (QPU) that Cost Management grants a directory in each of three times: waits for those that come soon, and says
 * how long it takes where they do not, before anything is asked. Each call takes one until the answer tells how many it took, and
 * how many are left after what others took. Whoever is throttled holds back all that share the limit. Thread-safe.
 */
final class QueryBudget {
    private static final HttpHeaderName CONSUMED =
            HttpHeaderName.fromString("x-ms-ratelimit-microsoft.costmanagement-qpu-consumed");
    private static final HttpHeaderName REMAINING =
            HttpHeaderName.fromString("x-ms-ratelimit-microsoft.costmanagement-qpu-remaining");
    private static final Pattern LEFT = Pattern.compile("(QueriesPer[A-Za-z0-9]{1,20}):([0-9]{1,9})(?![0-9])");
    private static final Set<String> SHARED = Set.of("qpu", "tenant", "client", "clienttype");
    private static final Set<String> OF_A_SCOPE = Set.of("entity");
    private static final String ALL = "";
    /** Longer waits are for the sync, which shows them and can be told how many it may make. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final List<Window> windows;
    /** By scope, or for all of them. */
    private final Map<String, Long> closedUntil = new HashMap<>();

    private final LongSupplier nanos;
    private final Consumer<Duration> pause;

    /** @param nanos the time, as {@link System#nanoTime} tells it */
    QueryBudget(int perTenSeconds, int perMinute, int perHour, LongSupplier nanos, Consumer<Duration> pause) {
        this.windows = List.of(
                new Window("QueriesPer10Sec", perTenSeconds, Duration.ofSeconds(10)),
                new Window("QueriesPerMin", perMinute, Duration.ofMinutes(1)),
                new Window("QueriesPerHour", perHour, Duration.ofHours(1)));
        this.nanos = nanos;
        this.pause = pause;
    }

    QueryBudget(int perTenSeconds, int perMinute, int perHour) {
        this(perTenSeconds, perMinute, perHour, System::nanoTime, QueryBudget::sleep);
    }

    /** @throws RetryableException if there is nothing left for longer than a minute */
    void take(String scope, String what) {
        long paused = 0;
        while (true) {
            long wait;
            synchronized (this) {
                long now = nanos.getAsLong();
                long granted = windows.stream()
                        .mapToLong(window -> window.delay(now))
                        .max()
                        .orElse(0);
                wait = Math.max(granted, Math.max(closedFor(ALL, now), closedFor(scope, now)));
                if (wait == 0) {
                    windows.forEach(window -> window.take(now, 1));
                    return;
                }
            }
            paused += wait;
            if (paused > LONGEST_PAUSE.toNanos()) {
                throw new RetryableException(
                        what + " was not asked: the quota of Cost Management is used up (" + this
                                + "). Sync less often, ask for fewer days, or tell costs apart by fewer things",
                        Duration.ofNanos(wait));
            }
            pause.accept(Duration.ofNanos(wait));
        }
    }

    /** Nobody asks before the time that an answer with HTTP 429 tells, as far as its limit is theirs. */
    synchronized void throttled(String scope, Reply reply, Clock clock) {
        close(ALL, reply.retryAfter(clock, SHARED));
        close(scope, reply.retryAfter(clock, OF_A_SCOPE));
    }

    private void close(String scope, @Nullable Duration wait) {
        if (wait != null) {
            long until = nanos.getAsLong() + wait.toNanos();
            closedUntil.merge(scope, until, (one, other) -> one - other > 0 ? one : other);
        }
    }

    private long closedFor(String scope, long now) {
        Long until = closedUntil.get(scope);
        return until == null ? 0 : Math.max(0, until - now);
    }

    synchronized void learn(HttpHeaders headers) {
        long now = nanos.getAsLong();
        String consumed = headers.getValue(CONSUMED);
        if (consumed != null && consumed.matches("[0-9]{1,6}")) {
            int more = Integer.parseInt(consumed) - 1;
            windows.forEach(window -> window.take(now, more));
        }
        String remaining = headers.getValue(REMAINING);
        if (remaining != null) {
            Matcher left = LEFT.matcher(remaining);
            while (left.find()) {
                int granted = Integer.parseInt(left.group(2));
                String name = left.group(1);
                windows.stream()
                        .filter(window -> window.name.equalsIgnoreCase(name))
                        .forEach(window -> window.left(now, granted));
            }
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis() + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SmartCostException("Waiting for the quota of Cost Management was interrupted", e);
        }
    }

    @Override
    public String toString() {
        return windows.toString();
    }

    private static final class Window {
        private final String name;
        private final int limit;
        private final Duration length;
        private final Deque<Taken> taken = new ArrayDeque<>();
        private long sum;

        Window(String name, int limit, Duration length) {
            if (limit < 1) {
                throw new IllegalArgumentException("A quota allows at least 1 in each " + length + ", got " + limit);
            }
            this.name = name;
            this.limit = limit;
            this.length = length;
        }

        private record Taken(long at, long units) {}

        /** How long until one more is allowed. */
        long delay(long now) {
            forget(now);
            long over = sum + 1 - limit;
            for (Taken one : taken) {
                if (over <= 0) {
                    break;
                }
                over -= one.units;
                if (over <= 0) {
                    return length.toNanos() - (now - one.at);
                }
            }
            return 0;
        }

        void take(long now, long units) {
            if (units > 0) {
                taken.add(new Taken(now, units));
                sum += units;
            }
        }

        /** So many are left: others may have taken some. */
        void left(long now, long granted) {
            forget(now);
            take(now, limit - sum - granted);
        }

        private void forget(long now) {
            for (Taken oldest = taken.peek();
                    oldest != null && now - oldest.at >= length.toNanos();
                    oldest = taken.peek()) {
                taken.remove();
                sum -= oldest.units;
            }
        }

        @Override
        public String toString() {
            return limit + " in " + length.toSeconds() + " s";
        }
    }
}
