package io.smartcost.provider.aws;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What AWS calls the type of a charge, as a ChargeCategory of FOCUS. */
final class RecordTypes {
    private RecordTypes() {}

    /** Null for a type that is not known: a wrong category would be worse than none. */
    static @Nullable String chargeCategory(String recordType) {
        String type = recordType.replace(" ", "").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "usage", "discountedusage", "savingsplancoveredusage", "savingsplannegation", "support", "recurring" ->
                "Usage";
            case "rifee",
                    "fee",
                    "upfront",
                    "upfrontreservationfee",
                    "recurringreservationfee",
                    "savingsplanupfrontfee",
                    "savingsplanrecurringfee",
                    "otherout-of-cyclecharges" -> "Purchase";
            case "tax" -> "Tax";
            case "credit" -> "Credit";
            case "refund" -> "Adjustment";
            default -> type.endsWith("discount") ? "Credit" : null;
        };
    }
}
