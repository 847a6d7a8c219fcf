package io.smartcost.provider.aws;

import io.smartcost.spi.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What Cost Explorer answered to one question, of all its pages. */
final class Answer {
    /** The periods that were answered, each with whether it may still change. */
    final SortedMap<Instant, Boolean> estimated = new TreeMap<>();

    final List<Group> groups = new ArrayList<>();
    final Map<String, String> accountNames = new HashMap<>();
    final List<Refusal> refusals = new ArrayList<>();
    final Set<LocalDate> daysWithRefusals = new TreeSet<>();

    /** Takes over all but the groups. */
    void addAround(Answer part) {
        part.estimated.forEach((period, open) -> estimated.merge(period, open, Boolean::logicalOr));
        accountNames.putAll(part.accountNames);
        refusals.addAll(part.refusals);
        daysWithRefusals.addAll(part.daysWithRefusals);
    }
}
