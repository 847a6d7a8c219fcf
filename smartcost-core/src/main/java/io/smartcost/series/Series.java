package io.smartcost.series;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Values at equal steps of time, each of them final, not final, or missing. Immutable and thread-safe.
 *
 * <p>Whatever is made of a series is an estimate: its values are doubles, not the exact decimals that costs are.
 */
public final class Series {
    /** What is known of a point. */
    public enum State {
        /** The value will not change. */
        FINAL,
        /** The value as far as it is known; it may still grow or be restated. */
        NOT_FINAL,
        /** There is no value. */
        GAP
    }

    /** So that sums of many values, and bounds around them, are numbers as well. */
    private static final double MOST = 1e290;

    private final Instant start;
    private final Step step;
    private final double[] values;
    private final State[] states;

    private Series(Instant start, Step step, double[] values, State[] states) {
        this.start = start;
        this.step = step;
        this.values = values;
        this.states = states;
    }

    /**
     * Final values only.
     *
     * @throws IllegalArgumentException if a value is NaN, infinite, or beyond 1e290
     */
    public static Series of(Instant start, Step step, double... values) {
        Builder builder = startingAt(start, step);
        for (double value : values) {
            builder.add(value);
        }
        return builder.build();
    }

    /** Final values of successive UTC days. */
    public static Series daily(LocalDate firstDay, double... values) {
        return of(firstDay.atStartOfDay().toInstant(ZoneOffset.UTC), Step.DAY, values);
    }

    /** Starts a series that is told point by point. */
    public static Builder startingAt(Instant start, Step step) {
        return new Builder(start, step);
    }

    public int size() {
        return values.length;
    }

    public Step step() {
        return step;
    }

    public Instant start() {
        return start;
    }

    /** When a point begins; points before the first and after the last have a time as well. */
    public Instant time(int index) {
        return step.plus(start, index);
    }

    /** The UTC day on which a point begins. */
    public LocalDate day(int index) {
        return LocalDate.ofInstant(time(index), ZoneOffset.UTC);
    }

    public State state(int index) {
        return states[index];
    }

    /** A point's value; NaN if it is a gap. */
    public double value(int index) {
        return values[index];
    }

    /** A copy of all values, with NaN in the gaps. */
    public double[] values() {
        return values.clone();
    }

    /** A copy of all final values, with NaN elsewhere: what may be learned from. */
    public double[] finalValues() {
        double[] finals = values.clone();
        for (int i = 0; i < finals.length; i++) {
            if (states[i] != State.FINAL) {
                finals[i] = Double.NaN;
            }
        }
        return finals;
    }

    /** The first {@code count} points. */
    public Series first(int count) {
        return new Series(start, step, Arrays.copyOf(values, count), Arrays.copyOf(states, count));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series that
                && that.start.equals(start)
                && that.step.equals(step)
                && Arrays.equals(that.values, values)
                && Arrays.equals(that.states, states);
    }

    @Override
    public int hashCode() {
        return start.hashCode() + 31 * Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return size() + " points from " + start + ", one a " + step;
    }

    /** Takes the points of a {@link Series} in order. Not thread-safe. */
    public static final class Builder {
        private final Instant start;
        private final Step step;
        private double[] values = new double[64];
        private State[] states = new State[64];
        private int size;

        private Builder(Instant start, Step step) {
            this.start = start;
            this.step = step;
        }

        /** Adds a final value. */
        public Builder add(double value) {
            return add(value, State.FINAL);
        }

        /** Adds a value that may still change. */
        public Builder addNotFinal(double value) {
            return add(value, State.NOT_FINAL);
        }

        /** Adds a point of which nothing is known. */
        public Builder addGap() {
            return append(Double.NaN, State.GAP);
        }

        public Series build() {
            return new Series(start, step, Arrays.copyOf(values, size), Arrays.copyOf(states, size));
        }

        private Builder add(double value, State state) {
            if (!(Math.abs(value) <= MOST)) {
                throw new IllegalArgumentException(
                        "Point " + size + " of the series, " + step.plus(start, size) + ", is " + value
                                + ", which is not a number to count with. Add a gap where a value is not known");
            }
            return append(value, state);
        }

        private Builder append(double value, State state) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
                states = Arrays.copyOf(states, 2 * size);
            }
            values[size] = value;
            states[size++] = state;
            return this;
        }
    }
}
