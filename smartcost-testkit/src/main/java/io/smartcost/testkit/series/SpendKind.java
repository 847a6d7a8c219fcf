package io.smartcost.testkit.series;

/** How the spend of a generated series behaves on ordinary days. */
public enum SpendKind {
    /** Follows the working week. */
    COMPUTE,
    /** Nearly even, growing. */
    STORAGE,
    /** Restless, follows the working week. */
    TRANSFER,
    /** Log-normal: most days little, some days a lot. */
    BATCH,
    /** A fee on the first of the month and little else. */
    MONTHLY_FEE,
    /** Cents, and restless. */
    TINY
}
