package io.smartcost.provider.focus;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Reads the dates that FOCUS files have: {@code 2026-08-01T00:00:00Z} as specified, and also with a space for the T, without
 * seconds, with fractions of a second, with another offset or none (UTC), the date alone, and the American {@code 8/1/2026} with
 * or without a time.
 */
final class Times {
    private final Cell cell;
    private int at;

    private Times(Cell cell) {
        this.cell = cell;
    }

    static Instant parse(Cell cell) throws BadCell {
        try {
            return new Times(cell).read();
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw new BadCell(cell.shown() + " is not a date such as 2026-08-01T00:00:00Z, 2026-08-01 or 8/1/2026"
                    + " (month/day/year)");
        }
    }

    /**
     * As FOCUS writes it: UTC, seconds always, fractions only if there are any.
     *
     * @throws IllegalArgumentException outside the years 1 to 9999, which have four digits
     */
    static String format(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        if (utc.getYear() < 1 || utc.getYear() > 9999) {
            throw new IllegalArgumentException(
                    "The time " + time + " cannot be written: FOCUS dates have years from 1 to 9999");
        }
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(utc);
    }

    private Instant read() {
        int first = number(1, 4);
        boolean american = peek() == '/';
        int year;
        int month;
        int day;
        if (american) {
            month = first;
            expect('/');
            day = number(1, 2);
            expect('/');
            year = number(4, 4);
        } else {
            if (at != 4) {
                throw wrong();
            }
            year = first;
            expect('-');
            month = number(2, 2);
            expect('-');
            day = number(2, 2);
        }
        if (at == cell.length()) {
            return LocalDateTime.of(year, month, day, 0, 0).toInstant(ZoneOffset.UTC);
        }
        if ((peek() | 32) == 't' || peek() == ' ') {
            at++;
        }
        return time(year, month, day, american ? 1 : 2);
    }

    private Instant time(int year, int month, int day, int hourDigits) {
        int hour = number(hourDigits, 2);
        expect(':');
        int minute = number(2, 2);
        int second = 0;
        int nano = 0;
        if (peek() == ':') {
            at++;
            second = number(2, 2);
            if (peek() == '.') {
                at++;
                int from = at;
                nano = number(1, 9);
                for (int digits = at - from; digits < 9; digits++) {
                    nano *= 10;
                }
            }
        }
        if (peek() == ' ') {
            at++;
        }
        hour = halfOfDay(hour);
        ZoneOffset offset = offset();
        if (at != cell.length()) {
            throw wrong();
        }
        return LocalDateTime.of(year, month, day, hour, minute, second, nano).toInstant(offset);
    }

    private int halfOfDay(int hour) {
        int half = peek() | 32;
        if ((half != 'a' && half != 'p') || at + 2 > cell.length() || (cell.at(at + 1) | 32) != 'm') {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw wrong();
        }
        at += 2;
        return hour % 12 + (half == 'p' ? 12 : 0);
    }

    private ZoneOffset offset() {
        int sign = peek();
        if (sign == '+' || sign == '-') {
            at++;
            int hours = number(2, 2);
            if (peek() == ':') {
                at++;
            }
            int minutes = at < cell.length() ? number(2, 2) : 0;
            return sign == '+'
                    ? ZoneOffset.ofHoursMinutes(hours, minutes)
                    : ZoneOffset.ofHoursMinutes(-hours, -minutes);
        }
        if ((sign | 32) == 'z') {
            at++;
        } else if (at + 3 == cell.length() && cell.at(at) == 'U' && cell.at(at + 1) == 'T' && cell.at(at + 2) == 'C') {
            at += 3;
        }
        return ZoneOffset.UTC;
    }

    private int peek() {
        return at < cell.length() ? cell.at(at) : 0;
    }

    private void expect(char sign) {
        if (peek() != sign) {
            throw wrong();
        }
        at++;
    }

    private int number(int fewest, int most) {
        int from = at;
        int value = 0;
        while (at - from < most && peek() >= '0' && peek() <= '9') {
            value = value * 10 + (cell.at(at++) - '0');
        }
        if (at - from < fewest) {
            throw wrong();
        }
        return value;
    }

    private static DateTimeException wrong() {
        return new DateTimeException("");
    }
}
