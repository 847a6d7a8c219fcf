package io.smartcost.provider.focus;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.RetryableException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the costs of days from exports that a cloud delivers by billing period. A provider of such exports implements {@link
 * Deliveries} and passes its {@code fetch} on to this one.
 *
 * <p><b>Which deliveries are read.</b> A charge may begin before or after the billing period that it is delivered in: a correction
 * that comes late, a period of another time zone. So each fetch looks at the newest delivery of every period from the one before that
 * of the first asked day on, the latest included. On which days the charges of a delivery begin is remembered, by its version and in
 * memory only: a delivery is read once to know them, and again only for a fetch of one of these days. A charge that begins more than a
 * whole billing period after its own is not looked for.
 *
 * <p><b>Which days are sent.</b> The days of each delivered period, as far as they were over when it was delivered or something was
 * charged on them: so that a day whose charges were taken back in a new delivery becomes empty. A day of no delivered period is not
 * sent, because a sum without the charges of its own period would replace the whole; a charge of such a day is refused if that day
 * was asked for. A charge that a period puts on a day that was not asked for is sent by the next fetch of that day, however long ago
 * it is; who syncs the last 35 days only does not get a correction of the day before them.
 *
 * <p><b>Completeness.</b> As {@link FocusFiles} tells: {@code PARTIAL} until the day is over and where something was refused, {@code
 * FINAL} from {@link #finalAfter} days after its month on if its period was over when it was delivered, {@code ESTIMATED} between. A
 * day also stays {@code PARTIAL} as long as its period was not delivered {@link #loadedAfter} its end. And {@code PARTIAL} until then are the days of a
 * period after the last one that has charges in its delivery: they may have cost nothing, or may not have been delivered. A file that
 * breaks off as it is stored, or has not as many rows as it should, makes every day of the fetch {@code PARTIAL}.
 *
 * <p><b>Changes while it is read.</b> If a file vanishes, or a period was delivered anew by the time all is read, nothing is sent and a
 * {@link RetryableException} thrown.
 *
 * <p><b>Refusals and room.</b> As {@link FocusFiles} tells. Thread-safe; a copy that a {@code with} method gives begins with an empty
 * memory.
 */
public final class DeliveredCosts {
    private static final int DAYS_UNTIL_FINAL = 15;
    private static final int MOST_REMEMBERED = 500;

    private final Deliveries deliveries;
    private final RowFormat format;
    private final Clock clock;
    private final int finalAfter;
    private final Duration loadedAfter;
    private final Map<Delivery, DeliveryDays> remembered = Collections.synchronizedMap(new OldestForgotten());

    private DeliveredCosts(Deliveries deliveries, RowFormat format, Clock clock, int finalAfter, Duration loadedAfter) {
        this.deliveries = deliveries;
        this.format = format;
        this.clock = clock;
        this.finalAfter = finalAfter;
        this.loadedAfter = loadedAfter;
    }

    /** Files in the FOCUS format. */
    public static DeliveredCosts of(Deliveries deliveries) {
        return new DeliveredCosts(deliveries, RowFormat.FOCUS, Clock.systemUTC(), DAYS_UNTIL_FINAL, Duration.ZERO);
    }

    /** Reads the files' rows like this instead of as FOCUS. */
    public DeliveredCosts withFormat(RowFormat newFormat) {
        return new DeliveredCosts(deliveries, newFormat, clock, finalAfter, loadedAfter);
    }

    /** Takes the time from this clock, to tell how far a day is from being final. */
    public DeliveredCosts withClock(Clock newClock) {
        return new DeliveredCosts(deliveries, format, newClock, finalAfter, loadedAfter);
    }

    /** Sets after how many days a month that is over will no longer be restated: 15 unless set. */
    public DeliveredCosts finalAfter(int days) {
        if (days < 0) {
            throw new IllegalArgumentException("finalAfter needs 0 or more days, got " + days);
        }
        return new DeliveredCosts(deliveries, format, clock, days, loadedAfter);
    }

    /** Sets how long after its end a day may still miss charges that are on their way: not at all, unless set. */
    public DeliveredCosts loadedAfter(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("loadedAfter needs a time of 0 or more, got " + time);
        }
        return new DeliveredCosts(deliveries, format, clock, finalAfter, time);
    }

    /**
     * Sends the days of a range that were delivered, one partition each.
     *
     * @param account of the partitions
     * @throws RetryableException if a delivery changes while it is read, or the rows cannot be put aside
     * @throws SmartCostException what the {@link Deliveries} throw, and if two periods overlap
     */
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        SeenDays seen = new SeenDays(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), finalAfter);
        new DeliveryFetch(deliveries, remembered, loadedAfter, days, receiver, seen).run(format, account);
    }

    private static final class OldestForgotten extends LinkedHashMap<Delivery, DeliveryDays> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Delivery, DeliveryDays> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }
}
