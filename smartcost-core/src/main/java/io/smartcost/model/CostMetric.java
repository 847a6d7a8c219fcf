package io.smartcost.model;

/** The four costs of a FOCUS record. */
public enum CostMetric {
    /** What the invoice says. */
    BILLED(FocusColumn.BILLED_COST),
    /** After amortising what was paid up front. */
    EFFECTIVE(FocusColumn.EFFECTIVE_COST),
    /** At public list prices. */
    LIST(FocusColumn.LIST_COST),
    /** At negotiated prices, before commitment discounts. */
    CONTRACTED(FocusColumn.CONTRACTED_COST);

    private final FocusColumn column;

    CostMetric(FocusColumn column) {
        this.column = column;
    }

    /** The FOCUS column that holds this cost. */
    public FocusColumn column() {
        return column;
    }
}
