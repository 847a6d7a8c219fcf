package io.smartcost.provider.aws;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.model.Anomaly;
import software.amazon.awssdk.services.costexplorer.model.Impact;
import software.amazon.awssdk.services.costexplorer.model.RootCause;

/**
 * Something unusual that AWS has seen. Its amounts are estimates, in US dollars; what AWS did not tell is null.
 *
 * @param firstDay the day on which it began
 * @param lastDay the last day of it, null while it goes on
 * @param dimensionValue what the monitor found it in, such as a service
 * @param expected what AWS expected to be charged
 * @param actual what was charged
 * @param impact how much more than expected it was in all
 * @param score how unusual it is, 0 to 1
 * @param causes the likeliest first
 */
public record AwsAnomaly(
        String id,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable String dimensionValue,
        @Nullable BigDecimal expected,
        @Nullable BigDecimal actual,
        @Nullable BigDecimal impact,
        @Nullable Double score,
        List<Cause> causes) {
    public AwsAnomaly {
        causes = List.copyOf(causes);
    }

    /** Where an anomaly comes from, as far as AWS can tell; what it cannot is null. */
    public record Cause(
            @Nullable String service,
            @Nullable String region,
            @Nullable String account,
            @Nullable String usageType,
            @Nullable BigDecimal contribution) {
        static Cause of(RootCause cause) {
            return new Cause(
                    Told.text(cause.service()),
                    Told.text(cause.region()),
                    Told.text(cause.linkedAccount()),
                    Told.text(cause.usageType()),
                    cause.impact() == null
                            ? null
                            : Told.decimal("Contribution", cause.impact().contribution()));
        }
    }

    static AwsAnomaly of(Anomaly anomaly) {
        Impact impact = anomaly.impact();
        Stream<RootCause> causes = anomaly.rootCauses().stream();
        return new AwsAnomaly(
                anomaly.anomalyId() == null ? "" : anomaly.anomalyId(),
                day("AnomalyStartDate", anomaly.anomalyStartDate()),
                day("AnomalyEndDate", anomaly.anomalyEndDate()),
                Told.text(anomaly.dimensionValue()),
                impact == null ? null : Told.decimal("TotalExpectedSpend", impact.totalExpectedSpend()),
                impact == null ? null : Told.decimal("TotalActualSpend", impact.totalActualSpend()),
                impact == null ? null : Told.decimal("TotalImpact", impact.totalImpact()),
                anomaly.anomalyScore() == null ? null : anomaly.anomalyScore().maxScore(),
                causes.map(Cause::of).toList());
    }

    private static @Nullable LocalDate day(String field, @Nullable String text) {
        return Told.text(text) == null ? null : Told.day(field, text);
    }
}
