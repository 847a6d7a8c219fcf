package io.smartcost.examples;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts as texts, with every digit. */
final class Figures {
    private Figures() {}

    /** With commas between thousands: {@code -1,234.5}. */
    static String exact(@Nullable BigDecimal amount) {
        return amount == null
                ? "unknown"
                : String.format(Locale.ROOT, "%,." + Math.max(amount.scale(), 0) + "f", amount);
    }

    /** All of one width, with their decimal points below each other. */
    static List<String> aligned(List<? extends @Nullable BigDecimal> amounts) {
        List<String> texts = amounts.stream().map(Figures::exact).toList();
        int whole = texts.stream().mapToInt(Figures::point).max().orElse(0);
        int fraction = texts.stream()
                .mapToInt(text -> text.length() - point(text))
                .max()
                .orElse(0);
        return texts.stream()
                .map(text ->
                        " ".repeat(whole - point(text)) + text + " ".repeat(fraction - text.length() + point(text)))
                .toList();
    }

    /** Where the decimal point is or would be. */
    private static int point(String text) {
        int at = text.indexOf('.');
        return at < 0 ? text.length() : at;
    }
}
