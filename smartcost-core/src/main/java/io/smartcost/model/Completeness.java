package io.smartcost.model;

/** How far a figure can be trusted to stay as it is. Ordered from the best to the worst. */
public enum Completeness {
    /** All there, and the source will not change it any more. */
    FINAL,
    /** All there as far as the source knows today; it may still be restated. */
    ESTIMATED,
    /** Something is missing: a day is not over, was not delivered, or was read in part. */
    PARTIAL;

    /** The completeness of a figure that was made from both. */
    public Completeness worst(Completeness other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
