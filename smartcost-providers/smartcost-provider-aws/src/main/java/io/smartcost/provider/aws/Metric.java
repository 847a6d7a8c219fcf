package io.smartcost.provider.aws;

import java.util.List;
import java.util.stream.Stream;

/** The metrics that are asked for, always all: a call costs the same. */
enum Metric {
    UNBLENDED_COST("UnblendedCost"),
    NET_AMORTIZED_COST("NetAmortizedCost"),
    NET_UNBLENDED_COST("NetUnblendedCost"),
    AMORTIZED_COST("AmortizedCost"),
    USAGE_QUANTITY("UsageQuantity");

    static final List<String> NAMES =
            Stream.of(values()).map(metric -> metric.title).toList();

    final String title;

    Metric(String title) {
        this.title = title;
    }

    boolean isCost() {
        return this != USAGE_QUANTITY;
    }
}
