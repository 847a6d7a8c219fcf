package io.smartcost.provider.focus;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.RestatingCostProvider;
import io.smartcost.spi.RetryableException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the costs of days from exports that a cloud delivers by billing period. A provider of such exports implements {@link
 * Deliveries} and passes its {@code fetch} on to this one.
 *
 * <p><b>Which deliveries are read.</b> A charge may begin before or after the billing period that it is delivered in: a correction
 * that comes late, a fee that is billed months ahead. So each fetch looks at the newest delivery of every period from {@link #lookBack}
 * months before the first asked day on, the latest included. On which days the charges of a delivery begin is remembered, by its
 * version: a delivery is read once to know them, and again only for a fetch of one of these days. A charge that is billed longer
 * before it begins is found only if its delivery is remembered.
 *
 * <p><b>Which days are sent.</b> The days of each delivered period, as far as they were over when it was delivered or something was
 * charged on them: so that a day whose charges were taken back in a new delivery becomes empty. A day of no delivered period is not
 * sent, because a sum without the charges of its own period would replace the whole; a charge of such a day is refused if that day
 * was asked for. No day is sent of a period whose delivery lists no files, or one without so much as a header: that is
 * refused, because it would wipe out what is stored.
 *
 * <p><b>Corrections of days that were read long ago.</b> {@link #restatedSince} names them, and a sync reads those that lie within its
 * days. Of charges on days before any that were asked for one warning is logged for each delivery: nobody stores those, until
 * a sync begins early enough.
 *
 * <p><b>Completeness.</b> As {@link FocusFiles} tells: {@code PARTIAL} until the day is over and where something was refused, {@code
 * FINAL} from {@link #finalAfter} days after its month on if its period was delivered {@link #closedAfter} its end, {@code ESTIMATED}
 * between. A day also stays {@code PARTIAL} as long as its period was not delivered {@link #loadedAfter} its end. And {@code PARTIAL}
 * until then are the days of a period after the last one that has charges in its delivery: they may have cost nothing, or may not have
 * been delivered. A file that breaks off as it is stored, or has not as many rows as it should, makes every day of the fetch {@code
 * PARTIAL}.
 *
 * <p><b>Changes while it is read.</b> If a file vanishes, or a period was delivered anew by the time all is read, nothing is sent and a
 * {@link RetryableException} thrown; unless nothing of that period was asked for.
 *
 * <p><b>Refusals and room.</b> As {@link FocusFiles} tells. Thread-safe; a copy that a {@code with} method gives begins with an empty
 * memory.
 */
public final class DeliveredCosts {
    private static final int MOST_REMEMBERED = 500;

    private final Deliveries deliveries;
    private final RowFormat format;
    private final Clock clock;
    private final DeliveryTimes times;
    private final Map<Delivery, DeliveryDays> remembered =
            Collections.synchronizedMap(new OldestForgotten<>(MOST_REMEMBERED));
    private final OutOfReach outOfReach = new OutOfReach();

    private DeliveredCosts(Deliveries deliveries, RowFormat format, Clock clock, DeliveryTimes times) {
        this.deliveries = deliveries;
        this.format = format;
        this.clock = clock;
        this.times = times;
    }

    /** Files in the FOCUS format. */
    public static DeliveredCosts of(Deliveries deliveries) {
        return new DeliveredCosts(deliveries, RowFormat.FOCUS, Clock.systemUTC(), DeliveryTimes.DEFAULT);
    }

    /** Reads the files' rows like this instead of as FOCUS. */
    public DeliveredCosts withFormat(RowFormat newFormat) {
        return new DeliveredCosts(deliveries, newFormat, clock, times);
    }

    /** Takes the time from this clock, to tell how far a day is from being final. */
    public DeliveredCosts withClock(Clock newClock) {
        return new DeliveredCosts(deliveries, format, newClock, times);
    }

    /** Sets after how many days a month that is over will no longer be restated: 15 unless set. */
    public DeliveredCosts finalAfter(int days) {
        return with(new DeliveryTimes(days, times.loadedAfter(), times.closedAfter(), times.lookBack()));
    }

    /** Sets how long after its end a day may still miss charges that are on their way: not at all, unless set. */
    public DeliveredCosts loadedAfter(Duration time) {
        return with(new DeliveryTimes(times.finalAfter(), time, times.closedAfter(), times.lookBack()));
    }

    /**
     * Sets how long after its end a period still gets charges, such as taxes and fees for support: 5 days unless set. A delivery that
     * was made earlier has no final days, however long ago that is.
     */
    public DeliveredCosts closedAfter(Duration time) {
        return with(new DeliveryTimes(times.finalAfter(), times.loadedAfter(), time, times.lookBack()));
    }

    /**
     * Sets how many months before a day the periods are that may have a charge which begins on it: 12 unless set. Older deliveries
     * are read for a day only if they are known to have charges of it.
     */
    public DeliveredCosts lookBack(int months) {
        return with(new DeliveryTimes(times.finalAfter(), times.loadedAfter(), times.closedAfter(), months));
    }

    private DeliveredCosts with(DeliveryTimes newTimes) {
        return new DeliveredCosts(deliveries, format, clock, newTimes);
    }

    /**
     * Sends the days of a range that were delivered, one partition each.
     *
     * @param account of the partitions
     * @throws RetryableException if a delivery changes while it is read, or the rows cannot be put aside
     * @throws SmartCostException what the {@link Deliveries} throw, and if two periods overlap
     */
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        SeenDays seen = new SeenDays(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), times.finalAfter());
        new DeliveryFetch(deliveries, remembered, outOfReach, times, days, receiver, seen).run(format, account);
    }

    /**
     * Tells which days have changed since a mark was told, for a provider that is a {@link RestatingCostProvider}: those of each
     * period that was delivered anew, and those outside of it on which charges of this delivery or of the one before begin. To know
     * these, a delivery that is not remembered is read; what was learnt stands in the mark, so that another process need not read
     * it again. A period that is not there any more has not changed: what is stored of it stays.
     *
     * @param mark the one that was told last, or null, which names no day; if it cannot be understood, all days that were delivered
     *     have changed
     * @throws RetryableException if a delivery cannot be read for now
     * @throws SmartCostException what the {@link Deliveries} throw, if two periods overlap, and if there are more than 1,200
     */
    public RestatingCostProvider.Restated restatedSince(@Nullable String mark) {
        return new DeliveryRestatement(deliveries, remembered, format, times).since(mark);
    }
}
