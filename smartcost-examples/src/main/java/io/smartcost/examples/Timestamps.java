package io.smartcost.examples;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;

/** Reads the times that files of measurements have. Without a zone they are taken for UTC. */
final class Timestamps {
    /** From here on a number counts milliseconds, before it seconds: both reach far beyond our time. */
    private static final double MILLISECONDS = 1e11;

    private static final List<DateTimeFormatter> FORMATS =
            List.of(format("yyyy-M-d H:m[:s][.SSSSSS][.SSS]"), format("yyyy/M/d H:m[:s]"), format("M/d/yyyy H:m[:s]"));
    private static final List<DateTimeFormatter> DATES =
            List.of(format("yyyy-M-d"), format("yyyy/M/d"), format("M/d/yyyy"), format("yyyyMMdd"));

    private Timestamps() {}

    private static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder().appendPattern(pattern).toFormatter(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is no time */
    static Instant parse(String text) {
        if (text.matches("\\d{4}-\\d\\d-\\d\\d[T ].*(Z|[+-]\\d\\d:?\\d\\d)")) {
            try {
                return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
            } catch (DateTimeException e) {
                // One of the forms below, perhaps.
            }
        }
        if (!text.matches("\\d{8}") && text.matches("\\d{9,16}(\\.\\d+)?")) {
            double number = Double.parseDouble(text);
            return Instant.ofEpochMilli((long) (number < MILLISECONDS ? number * 1000 : number));
        }
        String local = text.replace('T', ' ');
        for (DateTimeFormatter format : FORMATS) {
            try {
                return LocalDateTime.parse(local, format).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // The next one.
            }
        }
        for (DateTimeFormatter format : DATES) {
            try {
                return LocalDate.parse(local, format).atStartOfDay().toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // The next one.
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a time such as 2026-08-01T10:00:00Z");
    }
}
