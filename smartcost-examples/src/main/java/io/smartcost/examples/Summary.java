package io.smartcost.examples;

import io.smartcost.query.CostTable;
import io.smartcost.spi.Refusal;
import java.util.List;

/**
 * What the files add up to.
 *
 * @param rowsRead the rows that were understood, of whatever day
 * @param refusals the first of the rows refused
 * @param complete whether every file was read to its end
 * @param totals a row for each currency, without a key
 * @param groups by currency, the largest first
 */
record Summary(
        int files,
        long rowsRead,
        long rowsRefused,
        List<Refusal> refusals,
        boolean complete,
        List<CostTable.Row> totals,
        List<CostTable.Row> groups) {}
