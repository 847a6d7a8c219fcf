package io.smartcost.examples;

import io.smartcost.series.Series;
import io.smartcost.series.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A series as a line of comma-separated values, the first of which is its name. */
record SeriesLine(String id, Series series) {
    /** Without dates there is no calendar to go by. */
    private static final Step UNKNOWN_STEP = Step.ofSeconds(1);

    /** @throws IllegalArgumentException if a cell is not a finite number and not empty */
    static SeriesLine parse(String line) {
        List<String> cells = cells(line);
        int end = cells.size();
        while (end > 1 && cells.get(end - 1).isEmpty()) {
            end--;
        }
        Series.Builder series = Series.startingAt(Instant.EPOCH, UNKNOWN_STEP);
        for (int i = 1; i < end; i++) {
            String cell = cells.get(i);
            if (cell.isEmpty()) {
                series.addGap();
                continue;
            }
            double value = number(cell);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value " + i + " of '" + cells.get(0) + "' is '" + cell
                        + "', which is not a number to count with; leave the cell empty where a value is not known");
            }
            series.add(value);
        }
        return new SeriesLine(cells.get(0), series.build());
    }

    /** Whether there are values and none of them is a number. */
    static boolean isHeader(String line) {
        List<String> cells = cells(line);
        return cells.size() > 1
                && cells.stream()
                        .skip(1)
                        .allMatch(
                                cell -> !cell.isEmpty() && !cell.equalsIgnoreCase("nan") && Double.isNaN(number(cell)));
    }

    /** NaN if it is none. */
    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /** The name as a cell. */
    static String quote(String id) {
        return id.contains(",") || id.contains("\"") ? '"' + id.replace("\"", "\"\"") + '"' : id;
    }
}
