package io.smartcost.provider.azure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Part of Azure whose costs are added up: a subscription, one of its resource groups, a management group, or what an invoice is
 * written for. Names are checked, so that none of them leads to another address. Those of subscriptions, resource groups and
 * management groups are lower-cased, because Azure does not tell cases apart. Immutable; equal to another with the same path.
 */
public final class AzureScope {
    private static final Pattern SUBSCRIPTION =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern RESOURCE_GROUP = Pattern.compile("[\\p{L}\\p{Nd}_().-]{0,89}[\\p{L}\\p{Nd}_()-]");
    private static final Pattern MANAGEMENT_GROUP = Pattern.compile("[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]");
    private static final Pattern BILLING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:_-]{0,127}");

    private final List<String> segments;
    private final @Nullable String billingAccount;

    private AzureScope(@Nullable String billingAccount, String... segments) {
        this.billingAccount = billingAccount;
        this.segments = List.of(segments);
    }

    /** @param id the subscription's id, such as {@code 11111111-2222-3333-4444-555555555555} */
    public static AzureScope subscription(String id) {
        return new AzureScope(null, "subscriptions", subscriptionId(id));
    }

    /** One resource group of a subscription, by its name. */
    public static AzureScope resourceGroup(String subscription, String name) {
        require(RESOURCE_GROUP, "A resource group's name", name, "of 1 to 90 letters, digits and _().-, no dot last");
        return new AzureScope(
                null, "subscriptions", subscriptionId(subscription), "resourceGroups", name.toLowerCase(Locale.ROOT));
    }

    /** All subscriptions under a management group, by its id and not its display name. */
    public static AzureScope managementGroup(String id) {
        require(MANAGEMENT_GROUP, "A management group's id", id, "of 1 to 90 letters, digits and _().-, no dot last");
        return new AzureScope(
                null, "providers", "Microsoft.Management", "managementGroups", id.toLowerCase(Locale.ROOT));
    }

    /**
     * All that a billing account is charged.
     *
     * @param id the number of an enrolment, such as {@code 7654321}, or of a customer agreement, such as {@code
     *     11111111-2222-3333-4444-555555555555:66666666-7777-8888-9999-000000000000_2019-05-31}
     */
    public static AzureScope billingAccount(String id) {
        String account = "/providers/Microsoft.Billing/billingAccounts/" + billing("A billing account's id", id);
        return new AzureScope(account, "providers", "Microsoft.Billing", "billingAccounts", id);
    }

    /** What one billing profile of a customer agreement is charged: what one invoice shows. */
    public static AzureScope billingProfile(String billingAccount, String id) {
        return new AzureScope(
                billingAccount(billingAccount).path(),
                "providers",
                "Microsoft.Billing",
                "billingAccounts",
                billingAccount,
                "billingProfiles",
                billing("A billing profile's id", id));
    }

    /** What Azure calls it, such as {@code /subscriptions/11111111-2222-3333-4444-555555555555}; the id of the source account. */
    public String path() {
        return "/" + String.join("/", segments);
    }

    String encodedPath() {
        return segments.stream()
                .map(segment -> "/" + URLEncoder.encode(segment, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    /** The path of the billing account, if the scope is one or a part of one. */
    @Nullable
    String billingAccountId() {
        return billingAccount;
    }

    /** Whether all that the other costs is a part of what this costs. */
    boolean contains(AzureScope other) {
        return (other.path() + "/").toLowerCase(Locale.ROOT).startsWith((path() + "/").toLowerCase(Locale.ROOT));
    }

    private static String subscriptionId(String id) {
        require(SUBSCRIPTION, "A subscription's id", id, "such as 11111111-2222-3333-4444-555555555555");
        return id.toLowerCase(Locale.ROOT);
    }

    private static String billing(String what, String id) {
        require(BILLING, what, id, "of 1 to 128 letters, digits and :_-");
        return id;
    }

    private static void require(Pattern pattern, String what, String value, String expected) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " is a name " + expected + ", not '" + value + "'");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AzureScope that && segments.equals(that.segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    @Override
    public String toString() {
        return path();
    }
}
