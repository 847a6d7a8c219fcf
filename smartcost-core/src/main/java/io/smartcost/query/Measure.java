package io.smartcost.query;

import io.smartcost.model.CostMetric;

/** What a query adds up or counts. */
public sealed interface Measure {
    Measure BILLED = new Cost(CostMetric.BILLED);
    Measure EFFECTIVE = new Cost(CostMetric.EFFECTIVE);
    Measure LIST = new Cost(CostMetric.LIST);
    Measure CONTRACTED = new Cost(CostMetric.CONTRACTED);
    /** The consumed quantity, per unit. Records that have neither a quantity nor a unit take no part. */
    Measure QUANTITY = new Quantity();
    /** How many records there are. */
    Measure RECORDS = new Records();

    /** How many different texts the records have for a dimension; records without one do not count. */
    static Measure distinct(Dimension dimension) {
        return new Distinct(dimension);
    }

    /** The sum of one of the four costs, per currency. */
    record Cost(CostMetric metric) implements Measure {}

    /** See {@link #QUANTITY}. */
    record Quantity() implements Measure {}

    /** See {@link #RECORDS}. */
    record Records() implements Measure {}

    /** See {@link #distinct}. */
    record Distinct(Dimension dimension) implements Measure {}
}
