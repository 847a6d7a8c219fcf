package io.smartcost.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cost and usage columns of FOCUS 1.0 to 1.4, in the order in which they are written: alphabetical up to 1.2, then what later
 * versions added. Readers, writers and stores loop over these instead of naming each.
 */
public enum FocusColumn {
    AVAILABILITY_ZONE("AvailabilityZone", Type.TEXT, FocusVersion.V1_0, null),
    BILLED_COST("BilledCost", Type.DECIMAL, FocusVersion.V1_0, null),
    BILLING_ACCOUNT_ID("BillingAccountId", Type.TEXT, FocusVersion.V1_0, null),
    BILLING_ACCOUNT_NAME("BillingAccountName", Type.TEXT, FocusVersion.V1_0, null),
    BILLING_ACCOUNT_TYPE("BillingAccountType", Type.TEXT, FocusVersion.V1_2, null),
    BILLING_CURRENCY("BillingCurrency", Type.TEXT, FocusVersion.V1_0, null),
    BILLING_PERIOD_END("BillingPeriodEnd", Type.TIME, FocusVersion.V1_0, null),
    BILLING_PERIOD_START("BillingPeriodStart", Type.TIME, FocusVersion.V1_0, null),
    CAPACITY_RESERVATION_ID("CapacityReservationId", Type.TEXT, FocusVersion.V1_1, null),
    CAPACITY_RESERVATION_STATUS("CapacityReservationStatus", Type.TEXT, FocusVersion.V1_1, null),
    CHARGE_CATEGORY("ChargeCategory", Type.TEXT, FocusVersion.V1_0, null),
    CHARGE_CLASS("ChargeClass", Type.TEXT, FocusVersion.V1_0, null),
    CHARGE_DESCRIPTION("ChargeDescription", Type.TEXT, FocusVersion.V1_0, null),
    CHARGE_FREQUENCY("ChargeFrequency", Type.TEXT, FocusVersion.V1_0, null),
    CHARGE_PERIOD_END("ChargePeriodEnd", Type.TIME, FocusVersion.V1_0, null),
    CHARGE_PERIOD_START("ChargePeriodStart", Type.TIME, FocusVersion.V1_0, null),
    COMMITMENT_DISCOUNT_CATEGORY("CommitmentDiscountCategory", Type.TEXT, FocusVersion.V1_0, null),
    COMMITMENT_DISCOUNT_ID("CommitmentDiscountId", Type.TEXT, FocusVersion.V1_0, null),
    COMMITMENT_DISCOUNT_NAME("CommitmentDiscountName", Type.TEXT, FocusVersion.V1_0, null),
    COMMITMENT_DISCOUNT_QUANTITY("CommitmentDiscountQuantity", Type.DECIMAL, FocusVersion.V1_1, null),
    COMMITMENT_DISCOUNT_STATUS("CommitmentDiscountStatus", Type.TEXT, FocusVersion.V1_0, null),
    COMMITMENT_DISCOUNT_TYPE("CommitmentDiscountType", Type.TEXT, FocusVersion.V1_0, null),
    COMMITMENT_DISCOUNT_UNIT("CommitmentDiscountUnit", Type.TEXT, FocusVersion.V1_1, null),
    CONSUMED_QUANTITY("ConsumedQuantity", Type.DECIMAL, FocusVersion.V1_0, null),
    CONSUMED_UNIT("ConsumedUnit", Type.TEXT, FocusVersion.V1_0, null),
    CONTRACTED_COST("ContractedCost", Type.DECIMAL, FocusVersion.V1_0, null),
    CONTRACTED_UNIT_PRICE("ContractedUnitPrice", Type.DECIMAL, FocusVersion.V1_0, null),
    EFFECTIVE_COST("EffectiveCost", Type.DECIMAL, FocusVersion.V1_0, null),
    INVOICE_ID("InvoiceId", Type.TEXT, FocusVersion.V1_2, null),
    INVOICE_ISSUER_NAME("InvoiceIssuerName", Type.TEXT, FocusVersion.V1_0, null),
    LIST_COST("ListCost", Type.DECIMAL, FocusVersion.V1_0, null),
    LIST_UNIT_PRICE("ListUnitPrice", Type.DECIMAL, FocusVersion.V1_0, null),
    PRICING_CATEGORY("PricingCategory", Type.TEXT, FocusVersion.V1_0, null),
    PRICING_CURRENCY("PricingCurrency", Type.TEXT, FocusVersion.V1_2, null),
    PRICING_CURRENCY_CONTRACTED_UNIT_PRICE("PricingCurrencyContractedUnitPrice", Type.DECIMAL, FocusVersion.V1_2, null),
    PRICING_CURRENCY_EFFECTIVE_COST("PricingCurrencyEffectiveCost", Type.DECIMAL, FocusVersion.V1_2, null),
    PRICING_CURRENCY_LIST_UNIT_PRICE("PricingCurrencyListUnitPrice", Type.DECIMAL, FocusVersion.V1_2, null),
    PRICING_QUANTITY("PricingQuantity", Type.DECIMAL, FocusVersion.V1_0, null),
    PRICING_UNIT("PricingUnit", Type.TEXT, FocusVersion.V1_0, null),
    PROVIDER_NAME("ProviderName", Type.TEXT, FocusVersion.V1_0, FocusVersion.V1_4),
    PUBLISHER_NAME("PublisherName", Type.TEXT, FocusVersion.V1_0, FocusVersion.V1_4),
    REGION_ID("RegionId", Type.TEXT, FocusVersion.V1_0, null),
    REGION_NAME("RegionName", Type.TEXT, FocusVersion.V1_0, null),
    RESOURCE_ID("ResourceId", Type.TEXT, FocusVersion.V1_0, null),
    RESOURCE_NAME("ResourceName", Type.TEXT, FocusVersion.V1_0, null),
    RESOURCE_TYPE("ResourceType", Type.TEXT, FocusVersion.V1_0, null),
    SERVICE_CATEGORY("ServiceCategory", Type.TEXT, FocusVersion.V1_0, null),
    SERVICE_NAME("ServiceName", Type.TEXT, FocusVersion.V1_0, null),
    SERVICE_SUBCATEGORY("ServiceSubcategory", Type.TEXT, FocusVersion.V1_1, null),
    SKU_ID("SkuId", Type.TEXT, FocusVersion.V1_0, null),
    SKU_METER("SkuMeter", Type.TEXT, FocusVersion.V1_1, null),
    SKU_PRICE_DETAILS("SkuPriceDetails", Type.JSON, FocusVersion.V1_1, null),
    SKU_PRICE_ID("SkuPriceId", Type.TEXT, FocusVersion.V1_0, null),
    SUB_ACCOUNT_ID("SubAccountId", Type.TEXT, FocusVersion.V1_0, null),
    SUB_ACCOUNT_NAME("SubAccountName", Type.TEXT, FocusVersion.V1_0, null),
    SUB_ACCOUNT_TYPE("SubAccountType", Type.TEXT, FocusVersion.V1_2, null),
    TAGS("Tags", Type.TAGS, FocusVersion.V1_0, null),
    ALLOCATED_METHOD_DETAILS("AllocatedMethodDetails", Type.JSON, FocusVersion.V1_3, null),
    ALLOCATED_METHOD_ID("AllocatedMethodId", Type.TEXT, FocusVersion.V1_3, null),
    ALLOCATED_RESOURCE_ID("AllocatedResourceId", Type.TEXT, FocusVersion.V1_3, null),
    ALLOCATED_RESOURCE_NAME("AllocatedResourceName", Type.TEXT, FocusVersion.V1_3, null),
    ALLOCATED_TAGS("AllocatedTags", Type.JSON, FocusVersion.V1_3, null),
    CONTRACT_APPLIED("ContractApplied", Type.JSON, FocusVersion.V1_3, null),
    HOST_PROVIDER_NAME("HostProviderName", Type.TEXT, FocusVersion.V1_3, null),
    SERVICE_PROVIDER_NAME("ServiceProviderName", Type.TEXT, FocusVersion.V1_3, null),
    COMMITMENT_PROGRAM_ELIGIBILITY_DETAILS("CommitmentProgramEligibilityDetails", Type.JSON, FocusVersion.V1_4, null),
    INVOICE_DETAIL_ID("InvoiceDetailId", Type.TEXT, FocusVersion.V1_4, null);

    /** What a column holds. */
    public enum Type {
        /** Text; never empty, absent instead. */
        TEXT,
        /** An exact decimal of any scale. */
        DECIMAL,
        /** An instant, written in UTC. */
        TIME,
        /** JSON, kept as the text that came. */
        JSON,
        /** The record's {@link Tags}. */
        TAGS
    }

    private static final Map<String, FocusColumn> BY_NAME = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(c -> c.title.toLowerCase(Locale.ROOT), Function.identity()));

    private final String title;
    private final Type type;
    private final FocusVersion since;
    private final @Nullable FocusVersion removedIn;

    FocusColumn(String title, Type type, FocusVersion since, @Nullable FocusVersion removedIn) {
        this.title = title;
        this.type = type;
        this.since = since;
        this.removedIn = removedIn;
    }

    /** The column with this name in a FOCUS file, whatever its case. */
    public static Optional<FocusColumn> named(String title) {
        return Optional.ofNullable(BY_NAME.get(title.toLowerCase(Locale.ROOT)));
    }

    /** The name as FOCUS writes it, such as {@code BilledCost}. */
    public String title() {
        return title;
    }

    public Type type() {
        return type;
    }

    /** Whether this version of the specification has the column. */
    public boolean isIn(FocusVersion version) {
        return since.compareTo(version) <= 0 && (removedIn == null || version.compareTo(removedIn) < 0);
    }
}
