package io.smartcost.provider.focus;

import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RestatingCostProvider.Restated;
import io.smartcost.spi.RetryableException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells which days have changed since a mark; for one call of {@link DeliveredCosts#restatedSince}. */
final class DeliveryRestatement {
    private final Deliveries deliveries;
    private final Map<Delivery, DeliveryDays> remembered;
    private final RowFormat format;
    private final DeliveryTimes times;
    private final Set<LocalDate> days = new HashSet<>();
    private boolean anyDay;

    DeliveryRestatement(
            Deliveries deliveries, Map<Delivery, DeliveryDays> remembered, RowFormat format, DeliveryTimes times) {
        this.deliveries = deliveries;
        this.remembered = remembered;
        this.format = format;
        this.times = times;
    }

    Restated since(@Nullable String mark) {
        Optional<List<DeliveryMark>> told = Optional.ofNullable(mark).flatMap(DeliveryMark::parse);
        anyDay = mark != null && told.isEmpty();
        // Periods that have vanished stay in it: they may be on their way, or their files deleted by age.
        Map<LocalDate, DeliveryMark> marks = new TreeMap<>();
        told.orElse(List.of()).forEach(each -> marks.put(each.period().start(), each));
        try {
            List<Delivery> newest = DeliveryReading.inOrder(deliveries);
            if (newest.size() > DeliveryMark.MOST) {
                throw new SmartCostException("There are deliveries of " + newest.size() + " periods, more than "
                        + DeliveryMark.MOST + ". Delete the oldest");
            }
            for (Delivery delivery : newest) {
                DeliveryMark before = marks.get(delivery.period().start());
                boolean same = before != null && before.period().equals(delivery.period()) && before.isOf(delivery);
                boolean recent = times.mayReach(
                        delivery.period(), newest.get(newest.size() - 1).period());
                DeliveryDays its = days(delivery, same ? before : null, recent || (told.isPresent() && !same));
                DeliveryMark now = DeliveryMark.of(delivery, its);
                if (told.isPresent() && !same) {
                    changed(now);
                    // Also under other starts, if the export is cut into other periods now.
                    marks.values().removeIf(each -> {
                        boolean replaced = DeliveryReading.overlap(each.period(), delivery.period());
                        if (replaced) {
                            changed(each);
                        }
                        return replaced;
                    });
                }
                marks.put(delivery.period().start(), same && its == null && before != null ? before : now);
            }
            if (anyDay) {
                newest.forEach(delivery -> delivery.period().days().forEach(days::add));
            }
        } catch (IOException e) {
            throw new RetryableException("Reading what was delivered failed (" + e + ")", e);
        }
        return new Restated(days, DeliveryMark.text(newestOf(marks)));
    }

    private void changed(DeliveryMark mark) {
        mark.period().days().forEach(days::add);
        if (mark.outside() == null) {
            anyDay = true;
        } else {
            mark.outside().forEach(range -> range.days().forEach(days::add));
        }
    }

    /** @return null if they are not known, and it is not worth reading the delivery */
    private @Nullable DeliveryDays days(Delivery delivery, @Nullable DeliveryMark same, boolean worthReading)
            throws IOException {
        DeliveryDays known = remembered.get(delivery);
        List<DayRange> outside = same == null ? null : same.outside();
        if (known == null && outside != null) {
            known = DeliveryDays.ofOutside(delivery.period(), outside);
            remembered.put(delivery, known);
        } else if (known == null && worthReading) {
            known = learn(delivery);
            remembered.put(delivery, known);
        }
        return known;
    }

    private DeliveryDays learn(Delivery delivery) throws IOException {
        SeenDays seen = new SeenDays(LocalDate.MAX, 0);
        try (FetchedDays none = new FetchedDays(format, day -> false, Nobody.INSTANCE, seen)) {
            return new DeliveryReading(deliveries, none, Nobody.INSTANCE, seen).read(delivery, day -> null);
        }
    }

    private static List<DeliveryMark> newestOf(Map<LocalDate, DeliveryMark> marks) {
        List<DeliveryMark> all = List.copyOf(marks.values());
        return all.subList(Math.max(0, all.size() - DeliveryMark.MOST), all.size());
    }

    /** What is refused is told by the fetch of the day. */
    private enum Nobody implements CostReceiver {
        INSTANCE;

        @Override
        public void partition(CostPartition partition) {
            throw new IllegalStateException("No day was asked for");
        }

        @Override
        public void refused(Refusal refusal) {}

        @Override
        public void paidCall() {}
    }
}
