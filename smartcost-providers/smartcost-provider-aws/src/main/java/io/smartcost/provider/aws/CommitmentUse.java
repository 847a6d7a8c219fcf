package io.smartcost.provider.aws;

import io.smartcost.model.DayRange;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.model.ReservationAggregates;
import software.amazon.awssdk.services.costexplorer.model.SavingsPlansUtilization;
import software.amazon.awssdk.services.costexplorer.model.SavingsPlansUtilizationByTime;
import software.amazon.awssdk.services.costexplorer.model.UtilizationByTime;

/**
 * How far what was committed to was used. What AWS did not tell is null.
 *
 * @param unit of the three quantities: HOURS of reservations, or MONEY in the currency of the bill for savings plans
 * @param committed what was bought
 * @param used what was used of it
 * @param unused what was paid for and not used
 * @param percentUsed 0 to 100
 * @param netSavings what was saved against on-demand prices, in the currency of the bill; negative if nothing was
 */
public record CommitmentUse(
        DayRange days,
        Unit unit,
        @Nullable BigDecimal committed,
        @Nullable BigDecimal used,
        @Nullable BigDecimal unused,
        @Nullable BigDecimal percentUsed,
        @Nullable BigDecimal netSavings) {
    /** In what a commitment is counted. */
    public enum Unit {
        /** Of reserved machines. */
        HOURS,
        /** Of committed spend. */
        MONEY
    }

    static CommitmentUse of(SavingsPlansUtilizationByTime day) {
        SavingsPlansUtilization use =
                day.utilization() == null ? SavingsPlansUtilization.builder().build() : day.utilization();
        return new CommitmentUse(
                Told.days(day.timePeriod()),
                Unit.MONEY,
                Told.decimal("TotalCommitment", use.totalCommitment()),
                Told.decimal("UsedCommitment", use.usedCommitment()),
                Told.decimal("UnusedCommitment", use.unusedCommitment()),
                Told.decimal("UtilizationPercentage", use.utilizationPercentage()),
                day.savings() == null
                        ? null
                        : Told.decimal("NetSavings", day.savings().netSavings()));
    }

    static CommitmentUse of(UtilizationByTime day) {
        ReservationAggregates use =
                day.total() == null ? ReservationAggregates.builder().build() : day.total();
        return new CommitmentUse(
                Told.days(day.timePeriod()),
                Unit.HOURS,
                Told.decimal("PurchasedHours", use.purchasedHours()),
                Told.decimal("TotalActualHours", use.totalActualHours()),
                Told.decimal("UnusedHours", use.unusedHours()),
                Told.decimal("UtilizationPercentage", use.utilizationPercentage()),
                Told.decimal("NetRISavings", use.netRISavings()));
    }
}
