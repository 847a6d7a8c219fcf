package io.smartcost.examples;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Amounts below each other with their decimal points in line, and a bar behind each if there is room. */
final class Chart {
    private static final int LONGEST_NAME = 36;
    private static final int SHORTEST_BAR = 8;

    private final List<Line> lines = new ArrayList<>();

    /** @param amount null if it is not known */
    void add(String name, @Nullable BigDecimal amount) {
        lines.add(new Line(shorten(Terminal.harmless(name)), amount, true));
    }

    /** A sum of several, which no bar compares with the others. */
    void addSum(String name, @Nullable BigDecimal amount) {
        lines.add(new Line(name, amount, false));
    }

    void print(PrintStream out) {
        int name = lines.stream().mapToInt(line -> length(line.name)).max().orElse(0);
        int whole = lines.stream().mapToInt(line -> line.whole().length()).max().orElse(0);
        int fraction =
                lines.stream().mapToInt(line -> line.fraction().length()).max().orElse(0);
        int bar = Terminal.WIDTH - name - whole - fraction - 6;
        BigDecimal largest = largest();
        for (Line line : lines) {
            String text = "  " + line.name + " ".repeat(name - length(line.name) + 2)
                    + " ".repeat(whole - line.whole().length()) + line.whole()
                    + line.fraction() + " ".repeat(fraction - line.fraction().length())
                    + "  " + (bar < SHORTEST_BAR ? "" : line.bar(largest, bar));
            out.println(text.stripTrailing());
        }
    }

    private BigDecimal largest() {
        return lines.stream()
                .filter(Line::hasBar)
                .map(line -> line.amount == null ? BigDecimal.ZERO : line.amount)
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    /** Leaves out the middle: ids differ at their end. */
    private static String shorten(String name) {
        if (length(name) <= LONGEST_NAME) {
            return name;
        }
        int half = LONGEST_NAME / 2 - 1;
        return name.substring(0, name.offsetByCodePoints(0, half))
                + ".."
                + name.substring(name.offsetByCodePoints(name.length(), -half));
    }

    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }

    private record Line(String name, @Nullable BigDecimal amount, boolean hasBar) {
        /** All before the decimal point. */
        String whole() {
            return text().split("\\.", 2)[0];
        }

        /** The decimal point and all after it. */
        String fraction() {
            return text().substring(whole().length());
        }

        private String text() {
            return amount == null ? "unknown" : Terminal.exact(amount);
        }

        /** In half blocks, at least one for what is more than nothing. */
        String bar(BigDecimal largest, int width) {
            if (!hasBar || amount == null || amount.signum() <= 0) {
                return "";
            }
            int halves = amount.multiply(BigDecimal.valueOf(2L * width))
                    .divideToIntegralValue(largest)
                    .max(BigDecimal.ONE)
                    .intValueExact();
            return "█".repeat(halves / 2) + "▌".repeat(halves % 2);
        }
    }
}
