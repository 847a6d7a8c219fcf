package io.smartcost.anomaly;

/**
 * What is expected of a day.
 *
 * @param expected by each expectation
 * @param scales how far off each may be
 * @param level before the weekday
 * @param base with it
 * @param size what noise is a part of
 * @param guarded the base without the youngest week's say
 * @param place in the month, as {@link MonthEdges} has it
 * @param edge what the month's edge adds, NaN for nothing
 */
record DayOutlook(
        double[] expected,
        double[] scales,
        double level,
        double base,
        double size,
        double guarded,
        int place,
        double edge) {
    private static final double EXPLAINED = 0.01;

    boolean hasEdge() {
        return !Double.isNaN(edge);
    }

    boolean isByEdge(double value, double noise) {
        return hasEdge() && edgeTail(value, noise) > EXPLAINED;
    }

    /** How well the edge explains a value; one between the ordinary day and the edge is explained as well. */
    double edgeTail(double value, double noise) {
        double expectedHere = base + edge;
        double scale = Math.max(0.1, noise) * Math.abs(edge) + noise * size;
        double tail = StudentT.tail((value - expectedHere) / scale);
        return (value - base) * (value - expectedHere) < 0 ? Math.max(tail, 0.3) : tail;
    }
}
