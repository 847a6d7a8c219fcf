package io.smartcost.benchmarks;

/** How many events there were, how many of them were found, and how many alarms were false. */
record EventCounts(int events, int found, int falseAlarms) {
    static final EventCounts NONE = new EventCounts(0, 0, 0);

    EventCounts plus(EventCounts other) {
        return new EventCounts(events + other.events, found + other.found, falseAlarms + other.falseAlarms);
    }

    /** The harmonic mean of the part of the events that was found and the part of the alarms that was right. */
    double f1() {
        return found == 0 ? 0 : 2.0 * found / (events + found + falseAlarms);
    }
}
