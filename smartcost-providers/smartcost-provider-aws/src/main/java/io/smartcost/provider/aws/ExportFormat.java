package io.smartcost.provider.aws;

import io.smartcost.provider.focus.BadCell;
import io.smartcost.provider.focus.Columns;
import io.smartcost.provider.focus.RowFormat;

/** What an export holds is told by its columns. */
final class ExportFormat implements RowFormat {
    @Override
    public Reader reader(Columns columns) throws BadCell {
        if (columns.has("lineItem/LineItemType") || columns.has("lineItem/UnblendedCost")) {
            throw new BadCell(null, "It is a legacy Cost and Usage Report: create an export of CUR 2.0 or FOCUS");
        }
        return columns.names().stream().anyMatch(name -> name.startsWith("line_item_"))
                ? new CurRows(columns)
                : FOCUS.reader(columns);
    }
}
