package io.smartcost.benchmarks;

import io.smartcost.aggregate.ColumnarEngine;

/** Brings days from a file into an engine. Not thread-safe: one a thread. */
final class RawDayLoader {
    private static final int COST = DayRows.DIMENSIONS.size();
    private static final int CURRENCY = COST + 1;

    private final DayRows rows;
    private final CellCodes[] codes = new CellCodes[DayRows.CURRENCY + 1];

    RawDayLoader(ColumnarEngine engine) {
        rows = new DayRows(engine);
        for (int i = 0; i < codes.length; i++) {
            codes[i] = new CellCodes(rows.column(i));
        }
    }

    void load(RawDay day) {
        rows.begin(day.day());
        rows.reserve(day.rows());
        for (int i = 0; i < COST; i++) {
            codes[i].find(day, i, rows.codes(i));
        }
        codes[DayRows.CURRENCY].find(day, CURRENCY, rows.codes(DayRows.CURRENCY));
        for (int row = 0; row < day.rows(); row++) {
            cost(day.chars(), day.start(row, COST), day.end(row, COST));
            rows.endRow();
        }
        rows.load();
    }

    private void cost(char[] chars, int from, int to) {
        boolean negative = from < to && chars[from] == '-';
        long unscaled = 0;
        int point = to - 1;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            char c = chars[i];
            if (c == '.') {
                point = i;
            } else if (c >= '0' && c <= '9') {
                unscaled = unscaled * 10 + (c - '0');
            } else {
                throw new IllegalArgumentException("no cost: " + new String(chars, from, to - from));
            }
        }
        rows.cost(negative ? -unscaled : unscaled, to - 1 - point);
    }
}
