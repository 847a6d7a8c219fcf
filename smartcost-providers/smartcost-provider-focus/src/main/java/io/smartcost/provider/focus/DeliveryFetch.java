package io.smartcost.provider.focus;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fetch of {@link DeliveredCosts}. */
final class DeliveryFetch {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveredCosts.class);

    private final Deliveries deliveries;
    private final Map<Delivery, DeliveryDays> remembered;
    private final OutOfReach outOfReach;
    private final DeliveryTimes times;
    private final DayRange asked;
    private final CostReceiver receiver;
    private final SeenDays seen;

    DeliveryFetch(
            Deliveries deliveries,
            Map<Delivery, DeliveryDays> remembered,
            OutOfReach outOfReach,
            DeliveryTimes times,
            DayRange asked,
            CostReceiver receiver,
            SeenDays seen) {
        this.deliveries = deliveries;
        this.remembered = remembered;
        this.outOfReach = outOfReach;
        this.times = times;
        this.asked = asked;
        this.receiver = receiver;
        this.seen = seen;
    }

    void run(RowFormat format, SourceAccount account) {
        try (FetchedDays fetched = new FetchedDays(format, asked::contains, receiver, seen)) {
            DeliveryReading reading = new DeliveryReading(deliveries, fetched, receiver, seen);
            List<Delivery> newest = DeliveryReading.inOrder(deliveries);
            Set<LocalDate> delivered = asked.days()
                    .filter(day -> newest.stream()
                            .anyMatch(delivery -> delivery.period().contains(day)))
                    .collect(Collectors.toSet());
            Map<Delivery, DeliveryDays> known = new LinkedHashMap<>();
            for (Delivery delivery : newest) {
                DeliveryDays days = remembered.get(delivery);
                boolean unknown = days == null && times.mayReach(delivery.period(), asked);
                if (unknown || (days != null && days.mayTouch(asked))) {
                    days = reading.read(delivery, day -> objection(day, delivered));
                    remembered.put(delivery, days);
                }
                if (days != null && days.isMissing()) {
                    refuse(delivery);
                } else if (days != null) {
                    known.put(delivery, days);
                }
            }
            requireUnchanged(known);
            known.forEach((delivery, days) ->
                    outOfReach.warning(delivery, days, asked.start()).ifPresent(LOG::warn));
            fetched.send(account, knownDays(known, fetched));
        } catch (IOException e) {
            throw new RetryableException("Reading what was delivered failed (" + e + ")", e);
        }
    }

    private void refuse(Delivery delivery) {
        if (DeliveryReading.overlap(delivery.period(), asked)) {
            receiver.refused(new Refusal(
                    delivery.name(),
                    0,
                    null,
                    "The delivery has no files, or an empty one: no day of " + delivery.period()
                            + " is sent, and what is stored of them stays. Have the period exported anew"));
        }
    }

    private @Nullable String objection(LocalDate day, Set<LocalDate> delivered) {
        if (!asked.contains(day) || delivered.contains(day)) {
            return null;
        }
        return "The charge begins on " + day + ", and no delivery of a billing period with that day is there: the day"
                + " would be stored without its other charges. It is sent once that period is delivered";
    }

    /** A delivery without charges of the asked days may change meanwhile: it will be another version with days of its own. */
    private void requireUnchanged(Map<Delivery, DeliveryDays> known) throws IOException {
        Set<Delivery> now = Set.copyOf(deliveries.newest());
        known.forEach((delivery, days) -> {
            boolean sent = days.mayTouch(asked) || DeliveryReading.overlap(delivery.period(), asked);
            if (sent && !now.contains(delivery)) {
                throw new RetryableException(
                        delivery.name() + " of " + delivery.period() + " was delivered anew while it was read",
                        (Duration) null);
            }
        });
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
        if (!isOver(day, times.loadedAfter(), delivery.deliveredAt()) || !(reached || seen.settled(day))) {
            return Completeness.PARTIAL;
        }
        boolean closed = isOver(delivery.period().end().minusDays(1), times.closedAfter(), delivery.deliveredAt());
        return seen.completeness(day).worst(closed ? Completeness.FINAL : Completeness.ESTIMATED);
    }

    private static boolean isOver(LocalDate day, Duration forSoLong, Instant at) {
        Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return !at.isBefore(end.plus(forSoLong));
    }
}
