package io.smartcost.anomaly;

import java.util.List;

/**
 * A series that is judged while it grows, in memory that does not. Points come in order, each once. Not thread-safe.
 */
public interface AnomalyStream {
    /**
     * Judges the next final value and learns from it.
     *
     * @throws IllegalArgumentException if the value is NaN or infinite
     */
    Judgement next(double value);

    /** The next point is not known. */
    void gap();

    /**
     * Judges the points after the last final one as they stand now, by what they are expected to become. Learns nothing of the series
     * from them; but from how they stood at each age and what {@link #next} told later, it learns how much is usually missing.
     *
     * @param standing the values in order, the youngest last
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    List<Judgement> ahead(double... standing);

    /** What was told last is expected from now on: its level is the ordinary one. */
    void expectFromNowOn();

    /** What was told last is no anomaly; a point no odder than it is not reported any more. */
    void notAnAnomaly();
}
