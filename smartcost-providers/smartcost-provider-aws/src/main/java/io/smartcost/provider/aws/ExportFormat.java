package io.smartcost.provider.aws;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.provider.focus.BadCell;
import io.smartcost.provider.focus.Columns;
import io.smartcost.provider.focus.RowFormat;
import java.time.Instant;

/** What an export holds is told by its columns. */
final class ExportFormat implements RowFormat {
    @Override
    public Reader reader(Columns columns) throws BadCell {
        if (columns.has("lineItem/LineItemType") || columns.has("lineItem/UnblendedCost")) {
            throw new BadCell(null, "It is a legacy Cost and Usage Report: create an export of CUR 2.0 or FOCUS");
        }
        return columns.names().stream().anyMatch(name -> name.startsWith("line_item_"))
                ? new CurRows(columns)
                : new FocusRows(FOCUS.reader(columns));
    }

    private record FocusRows(Reader rows) implements Reader {
        @Override
        public Instant start() throws BadCell {
            return rows.start();
        }

        @Override
        public CostRecord record() throws BadCell {
            CostRecord record = rows.record();
            if ("Usage".equals(record.text(FocusColumn.CHARGE_CATEGORY))
                    && "Usage-Based".equalsIgnoreCase(record.text(FocusColumn.CHARGE_FREQUENCY))) {
                UsageDays.refuseLonger(
                        "ChargePeriodEnd", record.chargePeriodStart(), record.time(FocusColumn.CHARGE_PERIOD_END));
            }
            return record;
        }
    }
}
