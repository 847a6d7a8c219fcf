package io.smartcost.provider.aws;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a cost record of a group. What Cost Explorer does not tell, list and contracted prices among it, stays unknown. */
final class Records {
    private final @Nullable String billingAccount;
    private final Map<String, String> accountNames;

    Records(@Nullable String billingAccount, Map<String, String> accountNames) {
        this.billingAccount = billingAccount;
        this.accountNames = accountNames;
    }

    CostRecord of(Group group) {
        YearMonth month = YearMonth.from(LocalDate.ofInstant(group.start(), ZoneOffset.UTC));
        CostRecord.Builder record = CostRecord.startingAt(group.start())
                .time(FocusColumn.CHARGE_PERIOD_END, group.end())
                .time(
                        FocusColumn.BILLING_PERIOD_START,
                        month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                .time(
                        FocusColumn.BILLING_PERIOD_END,
                        month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                .text(FocusColumn.PROVIDER_NAME, "AWS")
                .text(FocusColumn.BILLING_ACCOUNT_ID, billingAccount);
        if (group.remainder()) {
            record.text(FocusColumn.CHARGE_DESCRIPTION, "What AWS's rounded sums lack to their total");
        }
        amounts(group, record);
        values(group, record);
        return record.build();
    }

    private static void amounts(Group group, CostRecord.Builder record) {
        group.amounts().forEach((metric, amount) -> {
            if (metric.isCost()) {
                record.currency(amount.unit());
            }
            switch (metric) {
                case UNBLENDED_COST -> record.cost(CostMetric.BILLED, amount.value());
                case NET_AMORTIZED_COST -> record.cost(CostMetric.EFFECTIVE, amount.value());
                case NET_UNBLENDED_COST, AMORTIZED_COST ->
                    record.extension("x_" + metric.title, amount.value().toPlainString());
                case USAGE_QUANTITY -> {
                    // A sum over several units has none, and means nothing.
                    if (!amount.unit().isEmpty() && !amount.unit().equals("N/A")) {
                        record.decimal(FocusColumn.CONSUMED_QUANTITY, amount.value())
                                .text(FocusColumn.CONSUMED_UNIT, amount.unit());
                    }
                }
            }
        });
    }

    private void values(Group group, CostRecord.Builder record) {
        Map<String, String> tags = new TreeMap<>();
        group.values().forEach((grouping, value) -> {
            FocusColumn column = grouping.column();
            if (grouping.isAbsent(value)) {
                return;
            }
            if (column == null) {
                tags.put(grouping.key(), value);
            } else if (column == FocusColumn.CHARGE_CATEGORY) {
                record.text(column, RecordTypes.chargeCategory(value)).extension("x_RecordType", value);
            } else {
                record.text(column, value);
            }
            if (column == FocusColumn.SUB_ACCOUNT_ID) {
                record.text(FocusColumn.SUB_ACCOUNT_NAME, accountNames.get(value));
            }
        });
        record.tags(Tags.of(tags));
    }
}
