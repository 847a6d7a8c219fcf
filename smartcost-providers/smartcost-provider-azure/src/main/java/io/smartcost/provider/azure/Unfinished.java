package io.smartcost.provider.azure;

import io.smartcost.model.DayRange;
import io.smartcost.spi.RetryableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were cut short between two pages, by throttling for instance, for a while, so that the sync's next try goes on where
 * this one had to stop. At most a few, the newest. Thread-safe: what is taken out belongs to whoever took it.
 */
final class Unfinished {
    /** Links to further pages are not documented to live longer than this. */
    private static final Duration USABLE = Duration.ofMinutes(10);

    private static final int MOST = 8;

    /** What is being asked, with what was answered so far. */
    record Work(Charges charges, List<Question> questions) {
        void finish(Requests requests, QueryBudget budget) {
            questions.forEach(question -> question.ask(requests, budget));
        }
    }

    private record Asked(AzureScope scope, DayRange days) {}

    private record Kept(Work work, Instant at) {}

    private final Map<Asked, Kept> kept = new LinkedHashMap<>();
    private final QueryOptions options;

    Unfinished(QueryOptions options) {
        this.options = options;
    }

    Charges finish(AzureScope scope, DayRange days, Requests requests, QueryBudget budget) {
        Asked asked = new Asked(scope, days);
        Work work = take(asked);
        if (work == null) {
            Charges charges = new Charges(days);
            work = new Work(
                    charges,
                    options.metrics().stream()
                            .map(metric -> new Question(scope, metric, charges, options))
                            .toList());
        }
        try {
            work.finish(requests, budget);
            return work.charges();
        } catch (RetryableException e) {
            if (work.questions().stream().noneMatch(Question::isTorn)) {
                keep(asked, work);
            }
            throw e;
        }
    }

    private synchronized @Nullable Work take(Asked asked) {
        Kept found = kept.remove(asked);
        return found == null || age(found).compareTo(USABLE) > 0 ? null : found.work;
    }

    private synchronized void keep(Asked asked, Work work) {
        kept.put(asked, new Kept(work, clock().instant()));
        Iterator<Asked> oldest = kept.keySet().iterator();
        while (kept.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    private Duration age(Kept found) {
        return Duration.between(found.at, clock().instant());
    }

    private Clock clock() {
        return options.clock();
    }
}
