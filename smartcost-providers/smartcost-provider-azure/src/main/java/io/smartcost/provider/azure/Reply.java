package io.smartcost.provider.azure;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a server answered, read to its end. */
record Reply(int status, HttpHeaders headers, byte[] body) {
    private static final String LIMITS = "x-ms-ratelimit-";
    private static final String COST_MANAGEMENT = LIMITS + "microsoft.costmanagement-";
    private static final String RETRY_AFTER = "-retry-after";
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** How long the server asks to wait: the longest of what its headers say, because each of them guards another limit. */
    @Nullable
    Duration retryAfter(Clock clock) {
        return longest(clock, Reply::isRetryAfter);
    }

    /** How long it asks to wait because of one of these limits of Cost Management. */
    @Nullable
    Duration retryAfter(Clock clock, Set<String> limits) {
        return longest(
                clock,
                header -> limits.stream()
                        .anyMatch(limit -> header.getName().equalsIgnoreCase(COST_MANAGEMENT + limit + RETRY_AFTER)));
    }

    private @Nullable Duration longest(Clock clock, Predicate<HttpHeader> which) {
        Stream<@Nullable Duration> limits = headers.stream()
                .filter(which)
                .flatMap(header -> header.getValuesList().stream())
                .map(value -> parse(value, clock));
        return limits.filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(Duration::compareTo)
                .orElse(null);
    }

    private static boolean isRetryAfter(HttpHeader header) {
        String name = header.getName().toLowerCase(Locale.ROOT);
        return name.equals(HttpHeaderName.RETRY_AFTER.getCaseInsensitiveName())
                || (name.startsWith(LIMITS) && name.endsWith(RETRY_AFTER));
    }

    /** Seconds or a date; what is neither is no wait. */
    private static @Nullable Duration parse(String value, Clock clock) {
        if (value.matches("[0-9]{1,9}(\\.[0-9]*)?")) {
            Duration wait = Duration.ofSeconds(Long.parseLong(value.replaceFirst("\\..*", ""))
                    + (value.matches("[0-9]+\\.[0-9]*[1-9][0-9]*") ? 1 : 0));
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        }
        try {
            Duration wait = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return wait.isNegative() ? null : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
