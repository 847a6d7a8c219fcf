package io.smartcost.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the settled days of an account, those that were read as final when they could not be restated any more, and the mark of a
 * provider that tells what it restates:
 *
 * <pre>{@code
 * {"provider": "aws", "account": "123", "settled": ["2025-01-01/2026-07-22", "2026-07-24/2026-07-30"], "mark": "..."}
 * }</pre>
 *
 * <p>What the days cost, and whether they are there at all, only the store of costs knows; this document merely saves reading them
 * again. So it is written after the partitions, a crash in between costs a few calls, and two writers are joined by union.
 */
final class Checkpoint {
    /** Keeps the document below what every state store takes; older days beyond it are read again. */
    private static final int MOST_RANGES = 5_000;

    private static final int MOST_CONFLICTS = 20;

    private final StateStore state;
    private final StateKey key;
    private final SourceAccount account;

    Checkpoint(StateStore state, StateKey key, SourceAccount account) {
        this.state = state;
        this.key = key;
        this.account = account;
    }

    NavigableSet<LocalDate> settled() {
        return settled(state.get(key));
    }

    /** What the provider is to be asked with for what it has restated, null if it never was. */
    @Nullable
    String mark() {
        return mark(state.get(key));
    }

    /** Adds days, whoever else does the same. */
    void settle(Collection<LocalDate> days) {
        change((settled, mark) -> settled.addAll(days) ? new Known(settled, mark) : null);
    }

    /** These days are not settled any more, all that changed up to the mark. */
    void restated(Collection<LocalDate> days, String newMark) {
        change((settled, mark) ->
                settled.removeAll(days) || !newMark.equals(mark) ? new Known(settled, newMark) : null);
    }

    private void change(BiFunction<NavigableSet<LocalDate>, @Nullable String, @Nullable Known> change) {
        for (int i = 0; i < MOST_CONFLICTS; i++) {
            Optional<StateDocument> present = state.get(key);
            Known known = change.apply(settled(present), mark(present));
            String version = present.map(StateDocument::version).orElse(null);
            if (known == null || state.put(key, write(known), version, null).isPresent()) {
                return;
            }
        }
        throw new SmartCostException("The checkpoint of " + account + " was changed by others " + MOST_CONFLICTS
                + " times in a row. Do many instances sync this account at once?");
    }

    private record Known(
            NavigableSet<LocalDate> settled, @Nullable String mark) {}

    private String write(Known known) {
        ObjectNode json = Json.object().put("provider", account.provider()).put("account", account.id());
        ArrayNode ranges = json.putArray("settled");
        List<DayRange> all = Days.ranges(known.settled, Integer.MAX_VALUE);
        all.subList(Math.max(0, all.size() - MOST_RANGES), all.size()).forEach(range -> ranges.add(range.toString()));
        if (known.mark != null) {
            json.put("mark", known.mark);
        }
        return json.toString();
    }

    private static @Nullable String mark(Optional<StateDocument> stored) {
        return stored.map(document -> Json.parse(document).path("mark").textValue())
                .orElse(null);
    }

    private static NavigableSet<LocalDate> settled(Optional<StateDocument> stored) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        stored.ifPresent(document -> {
            try {
                for (JsonNode range : Json.parse(document).path("settled")) {
                    String[] ends = range.asText().split("/", 2);
                    new DayRange(LocalDate.parse(ends[0]), LocalDate.parse(ends[ends.length - 1]))
                            .days()
                            .forEach(days::add);
                }
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw Json.unreadable(document, e);
            }
        });
        return days;
    }
}
