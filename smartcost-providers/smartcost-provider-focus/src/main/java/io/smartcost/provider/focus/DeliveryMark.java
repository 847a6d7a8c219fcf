package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcost.model.DayRange;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered of a period when it was last asked: a line of a mark, {@code 2026-08-01 2026-09-01 <hash> <days>}. The days are
 * those outside of the period on which its charges begin, {@code 2026-07-30/2026-08-01,...}, {@code -} for none, {@code *} for any.
 *
 * @param hash of the delivery's version
 * @param outside ranges of days, in order; null if they may be any
 */
record DeliveryMark(DayRange period, String hash, @Nullable List<DayRange> outside) {
    /** A hundred years of months. With two ranges each they take 92,000 characters. */
    static final int MOST = 1_200;

    private static final String FIRST_LINE = "deliveries 1";
    private static final int LONGEST = 95_000;
    private static final int HASH_BYTES = 6;

    static DeliveryMark of(Delivery delivery, @Nullable DeliveryDays days) {
        List<LocalDate> outside = days == null ? null : days.outside();
        return new DeliveryMark(
                delivery.period(), hash(delivery), outside == null ? null : ranges(outside, delivery.period()));
    }

    boolean isOf(Delivery delivery) {
        return hash.equals(hash(delivery));
    }

    private static String hash(Delivery delivery) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((delivery.name() + '\n' + delivery.version()).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<DayRange> ranges(List<LocalDate> days, DayRange period) {
        List<DayRange> ranges = new ArrayList<>();
        for (LocalDate day : days) {
            DayRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last.end().equals(day) && !day.equals(period.end())) {
                ranges.set(ranges.size() - 1, new DayRange(last.start(), day.plusDays(1)));
            } else {
                ranges.add(DayRange.of(day));
            }
        }
        return ranges;
    }

    /** With one range before the period and one after it, which hold days that have no charges as well. */
    private DeliveryMark coarse() {
        if (outside == null) {
            return this;
        }
        List<DayRange> before = outside.stream()
                .filter(range -> range.end().compareTo(period.start()) <= 0)
                .toList();
        List<DayRange> after = outside.subList(before.size(), outside.size());
        List<DayRange> spans = new ArrayList<>();
        for (List<DayRange> side : List.of(before, after)) {
            if (!side.isEmpty()) {
                spans.add(new DayRange(
                        side.get(0).start(), side.get(side.size() - 1).end()));
            }
        }
        return new DeliveryMark(period, hash, spans);
    }

    /** @param marks {@link #MOST} at most */
    static String text(Collection<DeliveryMark> marks) {
        String exact = join(marks);
        return exact.length() <= LONGEST
                ? exact
                : join(marks.stream().map(DeliveryMark::coarse).toList());
    }

    private static String join(Collection<DeliveryMark> marks) {
        return marks.stream().map(mark -> "\n" + mark).collect(Collectors.joining("", FIRST_LINE, ""));
    }

    /** Empty if it is no mark of this version. */
    static Optional<List<DeliveryMark>> parse(String text) {
        String[] lines = text.split("\n", MOST + 2);
        if (!lines[0].equals(FIRST_LINE) || lines.length > MOST + 1) {
            return Optional.empty();
        }
        List<DeliveryMark> marks = new ArrayList<>();
        try {
            for (String line : List.of(lines).subList(1, lines.length)) {
                String[] parts = line.split(" ", -1);
                if (parts.length != 4) {
                    return Optional.empty();
                }
                marks.add(new DeliveryMark(range(parts[0], parts[1]), parts[2], days(parts[3])));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(marks);
    }

    private static @Nullable List<DayRange> days(String text) {
        if (text.equals("*")) {
            return null;
        }
        List<DayRange> days = new ArrayList<>();
        for (String each : text.equals("-") ? new String[0] : text.split(",", -1)) {
            String[] ends = each.split("/", 2);
            days.add(range(ends[0], ends.length == 2 ? ends[1] : ""));
        }
        return days;
    }

    private static DayRange range(String start, String end) {
        return new DayRange(LocalDate.parse(start), LocalDate.parse(end));
    }

    @Override
    public String toString() {
        String days = outside == null
                ? "*"
                : outside.stream()
                        .map(range -> range.start() + "/" + range.end())
                        .collect(Collectors.joining(","));
        return period.start() + " " + period.end() + " " + hash + " " + (days.isEmpty() ? "-" : days);
    }
}
