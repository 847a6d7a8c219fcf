package io.smartcost.examples;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        List<String> amounts = Figures.aligned(lines.stream().map(Line::amount).toList());
        int name = lines.stream().mapToInt(line -> length(line.name)).max().orElse(0);
        BigDecimal largest = largest();
        for (int i = 0; i < amounts.size(); i++) {
            Line line = lines.get(i);
            String text = "  " + line.name + " ".repeat(name - length(line.name) + 2) + amounts.get(i) + "  ";
            int room = Terminal.WIDTH - length(text);
            out.println((room < SHORTEST_BAR ? text : text + line.bar(largest, room)).stripTrailing());
        }
    }

    private BigDecimal largest() {
        return lines.stream()
                .filter(Line::hasBar)
                .map(Line::amount)
                .filter(Objects::nonNull)
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

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private record Line(String name, @Nullable BigDecimal amount, boolean hasBar) {
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
