package io.smartcost.provider.focus;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads deliveries, and learns on which days their charges begin. */
final class DeliveryReading {
    private final Deliveries deliveries;
    private final FetchedDays fetched;
    private final CostReceiver receiver;
    private final SeenDays seen;

    DeliveryReading(Deliveries deliveries, FetchedDays fetched, CostReceiver receiver, SeenDays seen) {
        this.deliveries = deliveries;
        this.fetched = fetched;
        this.receiver = receiver;
        this.seen = seen;
    }

    /** The newest deliveries, in the order of their periods. */
    static List<Delivery> inOrder(Deliveries deliveries) throws IOException {
        List<Delivery> ordered = deliveries.newest().stream()
                .sorted(Comparator.comparing(delivery -> delivery.period().start()))
                .toList();
        for (int i = 1; i < ordered.size(); i++) {
            Delivery before = ordered.get(i - 1);
            Delivery after = ordered.get(i);
            if (overlap(before.period(), after.period())) {
                throw new SmartCostException("The deliveries " + before.name() + " of " + before.period() + " and "
                        + after.name() + " of " + after.period() + " hold the same days, so their charges would count"
                        + " twice. Keep one export to a place");
            }
        }
        return ordered;
    }

    static boolean overlap(DayRange one, DayRange other) {
        return one.intersect(other).isPresent();
    }

    DeliveryDays read(Delivery delivery, FetchedDays.Judge judge) throws IOException {
        DeliveryDays days = new DeliveryDays(delivery.period());
        Map<String, DeliveredFile> files = new LinkedHashMap<>();
        deliveries.files(delivery).forEach(file -> files.putIfAbsent(file.name(), file));
        if (files.isEmpty()) {
            days.missing();
        }
        for (DeliveredFile file : files.values()) {
            FetchedDays.FileRead done = read(delivery, file, day -> {
                days.include(day);
                return judge.objection(day);
            });
            Long promised = file.rows();
            boolean whole = promised == null ? done.header() : promised == done.rows();
            if (!whole) {
                refused(
                        file.name(),
                        promised == null
                                ? "The file is empty, without so much as a header: what it should hold is not known. The days of "
                                        + delivery.period() + " are not sent. Have the period exported anew"
                                : "The file has " + done.rows() + " rows where " + delivery.name() + " promises "
                                        + promised
                                        + ": what is missing or too much is not known. Have the period exported anew");
            }
            if (!done.header() && !whole) {
                days.missing();
            }
            if (!whole || !done.whole()) {
                days.anyDay();
            }
        }
        return days;
    }

    private void refused(String source, String reason) {
        seen.anyDayIsPartial();
        receiver.refused(new Refusal(source, 0, null, reason));
    }

    private FetchedDays.FileRead read(Delivery delivery, DeliveredFile file, FetchedDays.Judge judge)
            throws IOException {
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
}
