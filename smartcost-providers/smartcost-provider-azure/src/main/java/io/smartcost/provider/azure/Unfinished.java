package io.smartcost.provider.azure;

import io.smartcost.model.DayRange;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were cut short between two pages, by throttling for instance, for a while, so that the sync's next try goes on where
 * this one had to stop. At most a few, the newest, with a bounded number of charges between them. Thread-safe: what is taken out
 * belongs to whoever took it.
 */
final class Unfinished {
    /** Long enough for two hours' quota, and short enough for days to be as they were then. */
    private static final Duration USABLE = Duration.ofHours(2);

    private static final int MOST = 8;

    /**
     * What is being asked, with what was answered so far.
     *
     * @param began when: what was charged later may not be in it
     */
    record Work(Charges charges, List<Question> questions, Instant began) {
        private void finish(Requests requests, QueryBudget budget) {
            questions.forEach(question -> question.ask(requests, budget));
        }
    }

    private record Asked(AzureScope scope, DayRange days) {}

    private final Map<Asked, Work> kept = new LinkedHashMap<>();
    private final QueryOptions options;
    private final int mostCharges;

    /** @param mostCharges to keep, all answers together */
    Unfinished(QueryOptions options, int mostCharges) {
        this.options = options;
        this.mostCharges = mostCharges;
    }

    Work finish(AzureScope scope, DayRange days, Requests requests, QueryBudget budget) {
        Asked asked = new Asked(scope, days);
        Work work = take(asked);
        if (work == null) {
            Charges charges = new Charges(days);
            work = new Work(
                    charges,
                    options.metrics().stream()
                            .map(metric -> new Question(scope, metric, charges, options))
                            .toList(),
                    options.clock().instant());
        }
        try {
            work.finish(requests, budget);
            return work;
        } catch (RetryableException e) {
            if (work.questions().stream().anyMatch(Question::hasBegun)) {
                keep(asked, work);
            }
            throw e;
        }
    }

    private synchronized @Nullable Work take(Asked asked) {
        forgetOld();
        return kept.remove(asked);
    }

    private synchronized void keep(Asked asked, Work work) {
        forgetOld();
        kept.remove(asked);
        kept.put(asked, work);
        Iterator<Work> oldest = kept.values().iterator();
        while (kept.size() > MOST || charges() > mostCharges) {
            oldest.next();
            oldest.remove();
        }
    }

    private void forgetOld() {
        Instant oldest = options.clock().instant().minus(USABLE);
        kept.values().removeIf(work -> work.began().isBefore(oldest));
    }

    /** How many are kept. */
    synchronized long charges() {
        return kept.values().stream().mapToLong(work -> work.charges().count()).sum();
    }
}
