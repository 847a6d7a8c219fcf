package io.smartcost.provider.aws;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.model.CurrentInstance;
import software.amazon.awssdk.services.costexplorer.model.ResourceDetails;
import software.amazon.awssdk.services.costexplorer.model.RightsizingRecommendation;
import software.amazon.awssdk.services.costexplorer.model.TargetInstance;

/**
 * A virtual machine that AWS thinks is too large or not needed. What AWS did not tell is null.
 *
 * @param account the linked account that it runs in
 * @param currentType such as {@code m5.xlarge}
 * @param monthlyCost what it costs now
 * @param targetType what would do; null if it can be terminated
 * @param monthlySavings what that would save, an estimate
 */
public record Rightsizing(
        @Nullable String account,
        @Nullable String resource,
        @Nullable String name,
        @Nullable String region,
        @Nullable String currentType,
        @Nullable BigDecimal monthlyCost,
        Action action,
        @Nullable String targetType,
        @Nullable BigDecimal monthlySavings,
        @Nullable String currency) {
    /** What AWS advises to do. */
    public enum Action {
        /** Take a smaller type. */
        MODIFY,
        /** Stop it for good. */
        TERMINATE,
        /** Something that this version does not know. */
        OTHER
    }

    static Rightsizing of(RightsizingRecommendation advice) {
        CurrentInstance now =
                advice.currentInstance() == null ? CurrentInstance.builder().build() : advice.currentInstance();
        TargetInstance target = target(advice);
        String savings = target != null
                ? target.estimatedMonthlySavings()
                : advice.terminateRecommendationDetail() == null
                        ? null
                        : advice.terminateRecommendationDetail().estimatedMonthlySavings();
        ResourceDetails details = now.resourceDetails();
        return new Rightsizing(
                Told.text(advice.accountId()),
                Told.text(now.resourceId()),
                Told.text(now.instanceName()),
                details == null || details.ec2ResourceDetails() == null
                        ? null
                        : Told.text(details.ec2ResourceDetails().region()),
                type(details),
                Told.decimal("MonthlyCost", now.monthlyCost()),
                action(advice.rightsizingTypeAsString()),
                target == null ? null : type(target.resourceDetails()),
                Told.decimal("EstimatedMonthlySavings", savings),
                Told.text(now.currencyCode()));
    }

    /** The one that AWS calls the default, or else the first. */
    private static @Nullable TargetInstance target(RightsizingRecommendation advice) {
        if (advice.modifyRecommendationDetail() == null) {
            return null;
        }
        List<TargetInstance> targets = advice.modifyRecommendationDetail().targetInstances();
        return targets.stream()
                .min(Comparator.comparing(target -> !Boolean.TRUE.equals(target.defaultTargetInstance())))
                .orElse(null);
    }

    /** AWS writes it in several casings. */
    private static Action action(@Nullable String type) {
        return switch (type == null ? "" : type.toUpperCase(Locale.ROOT)) {
            case "MODIFY" -> Action.MODIFY;
            case "TERMINATE" -> Action.TERMINATE;
            default -> Action.OTHER;
        };
    }

    private static @Nullable String type(@Nullable ResourceDetails details) {
        return details == null || details.ec2ResourceDetails() == null
                ? null
                : Told.text(details.ec2ResourceDetails().instanceType());
    }
}
