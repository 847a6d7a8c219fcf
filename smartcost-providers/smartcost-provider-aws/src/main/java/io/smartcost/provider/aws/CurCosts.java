package io.smartcost.provider.aws;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.provider.focus.BadCell;
import io.smartcost.provider.focus.Columns;
import io.smartcost.provider.focus.Columns.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The costs of a CUR 2.0. What was billed is the unblended cost. What it costs in effect is the amortised cost by AWS's rules: usage
 * that a commitment covers costs its share of the commitment, a fee what was not used of it, and what was paid at once nothing, since
 * its shares are on the usage.
 *
 * <p>A row is read net, that is after discounts, or gross as a whole: net if the file has the net form of every column of costs that it
 * has, and the row a value in each that it needs.
 */
final class CurCosts {
    static final String UNBLENDED = "line_item_unblended_cost";

    /** Decimals of the one figure that is a quotient. */
    private static final int SCALE = 20;

    private final Column<BigDecimal> unblended;
    private final Column<BigDecimal> netUnblended;
    private final Column<BigDecimal> onDemand;
    private final Column<BigDecimal> split;
    private final Column<String> reservation;
    private final Pair reserved;
    private final Pair unusedUpfront;
    private final Pair unusedRecurring;
    private final Pair savings;
    private final Pair upfrontCommitment;
    private final Pair recurringCommitment;
    private final Column<BigDecimal> commitment;
    private final Column<BigDecimal> used;
    private final boolean knowsUnusedReservation;
    private final boolean netFile;

    CurCosts(Columns columns) throws BadCell {
        unblended = columns.decimal(UNBLENDED);
        netUnblended = columns.decimal("line_item_net_unblended_cost");
        onDemand = columns.decimal("pricing_public_on_demand_cost");
        split = columns.decimal("split_line_item_split_cost");
        reservation = columns.text("reservation_reservation_a_r_n");
        reserved = pair(columns, "reservation_", "effective_cost");
        unusedUpfront = pair(columns, "reservation_", "unused_amortized_upfront_fee_for_billing_period");
        unusedRecurring = pair(columns, "reservation_", "unused_recurring_fee");
        savings = pair(columns, "savings_plan_", "savings_plan_effective_cost");
        upfrontCommitment = pair(columns, "savings_plan_", "amortized_upfront_commitment_for_billing_period");
        recurringCommitment = pair(columns, "savings_plan_", "recurring_commitment_for_billing_period");
        commitment = columns.decimal("savings_plan_total_commitment_to_date");
        used = columns.decimal("savings_plan_used_commitment");
        knowsUnusedReservation = columns.has("reservation_unused_amortized_upfront_fee_for_billing_period")
                && columns.has("reservation_unused_recurring_fee");
        netFile = columns.has("line_item_net_unblended_cost")
                && Stream.of(reserved, unusedUpfront, unusedRecurring, savings, upfrontCommitment, recurringCommitment)
                        .allMatch(Pair::hasItsNet);
    }

    private record Pair(Column<BigDecimal> gross, Column<BigDecimal> net, boolean hasItsNet) {
        @Nullable
        BigDecimal on(boolean basisIsNet) throws BadCell {
            return (basisIsNet ? net : gross).value();
        }
    }

    private static Pair pair(Columns columns, String group, String name) throws BadCell {
        String net = group + "net_" + name;
        return new Pair(
                columns.decimal(group + name), columns.decimal(net), columns.has(net) || !columns.has(group + name));
    }

    /** Whether the row is read net. */
    private boolean isNet(Pair... needed) throws BadCell {
        boolean net = netFile && netUnblended.value() != null;
        for (Pair pair : needed) {
            net &= pair.gross.value() == null || pair.net.value() != null;
        }
        return net;
    }

    void read(String type, CostRecord.Builder record) throws BadCell {
        BigDecimal billed = unblended.value();
        BigDecimal net = netUnblended.value();
        record.cost(CostMetric.BILLED, billed)
                .cost(CostMetric.EFFECTIVE, effective(type, isNet() ? net : billed))
                .cost(CostMetric.LIST, onDemand.value())
                .extension("x_NetUnblendedCost", text(net))
                .extension("x_SplitCost", text(split.value()));
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    private @Nullable BigDecimal effective(String type, @Nullable BigDecimal paid) throws BadCell {
        return switch (type) {
            case "DiscountedUsage" -> reserved.on(isNet(reserved));
            case "SavingsPlanCoveredUsage" -> savings.on(isNet(savings));
            case "RIFee" -> unusedReservation();
            case "SavingsPlanRecurringFee" -> unusedSavingsPlan();
            case "SavingsPlanNegation", "SavingsPlanUpfrontFee" -> BigDecimal.ZERO;
            case "Fee" -> reservation.value() == null ? paid : BigDecimal.ZERO;
            default -> paid;
        };
    }

    private @Nullable BigDecimal unusedReservation() throws BadCell {
        boolean net = isNet(unusedUpfront, unusedRecurring);
        return knowsUnusedReservation
                ? CurRows.orZero(unusedUpfront.on(net)).add(CurRows.orZero(unusedRecurring.on(net)))
                : null;
    }

    private @Nullable BigDecimal unusedSavingsPlan() throws BadCell {
        BigDecimal committed = commitment.value();
        BigDecimal usedOfIt = used.value();
        if (committed == null || usedOfIt == null) {
            return null;
        }
        BigDecimal unused = committed.subtract(usedOfIt);
        BigDecimal gross =
                CurRows.orZero(upfrontCommitment.gross.value()).add(CurRows.orZero(recurringCommitment.gross.value()));
        boolean isNet = isNet(upfrontCommitment, recurringCommitment);
        BigDecimal net = CurRows.orZero(upfrontCommitment.on(isNet)).add(CurRows.orZero(recurringCommitment.on(isNet)));
        return gross.signum() == 0 || net.compareTo(gross) == 0
                ? unused
                : unused.multiply(net).divide(gross, SCALE, RoundingMode.HALF_EVEN);
    }
}
