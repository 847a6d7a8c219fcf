package io.smartcost.provider.focus;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One fetch of {@link DeliveredCosts}. */
final class DeliveryFetch {
    private final Deliveries deliveries;
    private final Map<Delivery, DeliveryDays> remembered;
    private final Duration loadedAfter;
    private final DayRange asked;
    private final CostReceiver receiver;
    private final SeenDays seen;
    private final Map<Delivery, DeliveryDays> read = new LinkedHashMap<>();

    DeliveryFetch(
            Deliveries deliveries,
            Map<Delivery, DeliveryDays> remembered,
            Duration loadedAfter,
            DayRange asked,
            CostReceiver receiver,
            SeenDays seen) {
        this.deliveries = deliveries;
        this.remembered = remembered;
        this.loadedAfter = loadedAfter;
        this.asked = asked;
        this.receiver = receiver;
        this.seen = seen;
    }

    void run(RowFormat format, SourceAccount account) {
        try (FetchedDays fetched = new FetchedDays(format, asked, receiver, seen)) {
            List<Delivery> newest = inOrder(deliveries.newest());
            Set<LocalDate> delivered = asked.days()
                    .filter(day -> newest.stream()
                            .anyMatch(delivery -> delivery.period().contains(day)))
                    .collect(Collectors.toSet());
            Map<Delivery, DeliveryDays> known = new LinkedHashMap<>();
            for (Delivery delivery : newest.subList(firstToLookAt(newest), newest.size())) {
                DeliveryDays days = remembered.get(delivery);
                if (days == null || days.mayTouch(asked)) {
                    days = read(delivery, delivered, fetched);
                    read.put(delivery, days);
                }
                known.put(delivery, days);
            }
            requireUnchanged();
            remembered.putAll(read);
            fetched.send(account, knownDays(known, fetched));
        } catch (IOException e) {
            throw new RetryableException("Reading what was delivered failed (" + e + ")", e);
        }
    }

    private static List<Delivery> inOrder(List<Delivery> newest) {
        List<Delivery> ordered = newest.stream()
                .sorted(Comparator.comparing(delivery -> delivery.period().start()))
                .toList();
        for (int i = 1; i < ordered.size(); i++) {
            Delivery before = ordered.get(i - 1);
            Delivery after = ordered.get(i);
            if (before.period().end().isAfter(after.period().start())) {
                throw new SmartCostException("The deliveries " + before.name() + " of " + before.period() + " and "
                        + after.name() + " of " + after.period() + " hold the same days, so their charges would count"
                        + " twice. Keep one export to a place");
            }
        }
        return ordered;
    }

    /** The delivery before the one that holds the first asked day. */
    private int firstToLookAt(List<Delivery> ordered) {
        int first = 0;
        while (first < ordered.size() && !ordered.get(first).period().end().isAfter(asked.start())) {
            first++;
        }
        return Math.max(0, first - 1);
    }

    private DeliveryDays read(Delivery delivery, Set<LocalDate> delivered, FetchedDays fetched) throws IOException {
        DeliveryDays days = new DeliveryDays(delivery.period());
        Map<String, DeliveredFile> files = new LinkedHashMap<>();
        deliveries.files(delivery).forEach(file -> files.putIfAbsent(file.name(), file));
        for (DeliveredFile file : files.values()) {
            FetchedDays.FileRead done = read(delivery, file, fetched, day -> {
                days.include(day);
                return objection(day, delivered);
            });
            Long promised = file.rows();
            boolean whole = promised == null || promised == done.rows();
            if (!whole) {
                seen.anyDayIsPartial();
                receiver.refused(new Refusal(
                        file.name(),
                        0,
                        null,
                        "The file has " + done.rows() + " rows where " + delivery.name() + " promises " + promised
                                + ": what is missing or too much is not known. Have the period exported anew"));
            }
            if (!whole || !done.whole()) {
                days.anyDay();
            }
        }
        return days;
    }

    private FetchedDays.FileRead read(
            Delivery delivery, DeliveredFile file, FetchedDays fetched, FetchedDays.Judge judge) throws IOException {
        try (InputStream in = deliveries.open(delivery, file)) {
            return fetched.read(new Transported(in, file.name()), file.name(), judge);
        } catch (FileNotFoundException e) {
            throw new RetryableException(
                    "The file " + file.name() + ", which " + delivery.name() + " lists, is not there: the period is"
                            + " being delivered anew, or the file was deleted. Nothing was sent; if it stays, have the"
                            + " period exported again",
                    e);
        }
    }

    private @Nullable String objection(LocalDate day, Set<LocalDate> delivered) {
        if (!asked.contains(day) || delivered.contains(day)) {
            return null;
        }
        return "The charge begins on " + day + ", and no delivery of a billing period with that day is there: the day"
                + " would be stored without its other charges. It is sent once that period is delivered";
    }

    private void requireUnchanged() throws IOException {
        if (read.isEmpty()) {
            return;
        }
        Set<Delivery> now = Set.copyOf(deliveries.newest());
        for (Delivery delivery : read.keySet()) {
            if (!now.contains(delivery)) {
                throw new RetryableException(
                        delivery.name() + " of " + delivery.period() + " was delivered anew while it was read",
                        (Duration) null);
            }
        }
    }

    /** Of the asked days, those that a delivery was to hold or that have charges, with how complete each is. */
    private SortedMap<LocalDate, Completeness> knownDays(Map<Delivery, DeliveryDays> known, FetchedDays fetched) {
        SortedMap<LocalDate, Completeness> days = new TreeMap<>();
        known.forEach((delivery, itsDays) -> delivery.period()
                .intersect(asked)
                .ifPresent(range -> range.days().forEach(day -> {
                    boolean reached = itsDays.reaches(day);
                    if (reached || isOver(day, Duration.ZERO, delivery.deliveredAt()) || fetched.hasCharges(day)) {
                        days.put(day, completeness(day, delivery, reached));
                    }
                })));
        return days;
    }

    private Completeness completeness(LocalDate day, Delivery delivery, boolean reached) {
        if (!isOver(day, loadedAfter, delivery.deliveredAt()) || !(reached || seen.settled(day))) {
            return Completeness.PARTIAL;
        }
        boolean periodWasOver = isOver(delivery.period().end().minusDays(1), Duration.ZERO, delivery.deliveredAt());
        return seen.completeness(day).worst(periodWasOver ? Completeness.FINAL : Completeness.ESTIMATED);
    }

    private static boolean isOver(LocalDate day, Duration forSoLong, Instant at) {
        Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return !at.isBefore(end.plus(forSoLong));
    }
}
