package io.smartcost.provider.gcp;

import com.google.cloud.bigquery.TableId;
import io.smartcost.model.SourceAccount;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the export of a billing account is. Its name goes into statements, so it has nothing but harmless characters. */
record BillingTable(String project, String dataset, String table, SourceAccount account) {
    private static final Pattern NAME = Pattern.compile(
            "((?:[a-z0-9][a-z0-9.-]{0,99}:)?[a-z][a-z0-9-]{1,61}[a-z0-9])\\.([A-Za-z0-9_]{1,1024})\\.([A-Za-z0-9_-]{1,1024})");
    private static final Pattern EXPORT = Pattern.compile(
            "gcp_billing_export(?:_resource)?_v1_([0-9A-F]{6})_([0-9A-F]{6})_([0-9A-F]{6})", Pattern.CASE_INSENSITIVE);

    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}");

    /** @throws IllegalArgumentException if the name is no name of a table, or does not tell the billing account */
    static BillingTable named(String name) {
        String table = parsed(name).group(3);
        Matcher export = EXPORT.matcher(table);
        if (!export.matches()) {
            throw new IllegalArgumentException("The table '" + table
                    + "' is not called gcp_billing_export_v1_… or gcp_billing_export_resource_v1_… with the id of a billing account"
                    + " at its end. Say whose costs it holds: pass the account's id as well");
        }
        String account = String.join("-", export.group(1), export.group(2), export.group(3));
        return of(name, account);
    }

    static BillingTable of(String name, String accountId) {
        Matcher parsed = parsed(name);
        return new BillingTable(
                parsed.group(1),
                parsed.group(2),
                parsed.group(3),
                new SourceAccount(GcpBillingExport.NAME, canonical(accountId)));
    }

    /** Google's ids are in upper case; others, of a user's own making, are left alone. */
    private static String canonical(String accountId) {
        String upper = accountId.toUpperCase(Locale.ROOT);
        return ACCOUNT.matcher(upper).matches() ? upper : accountId;
    }

    boolean isSameTable(BillingTable other) {
        return toString().equals(other.toString());
    }

    private static Matcher parsed(String name) {
        Matcher parsed = NAME.matcher(name);
        if (!parsed.matches()) {
            throw new IllegalArgumentException(
                    "A table is named 'project.dataset.table', in letters, digits, '_' and '-', as in"
                            + " 'billing-prod.costs.gcp_billing_export_v1_0123AB_4567CD_89EF01'; got "
                            + (name.length() > 200 ? name.length() + " characters" : "'" + name + "'"));
        }
        return parsed;
    }

    TableId id() {
        return TableId.of(project, dataset, table);
    }

    /** As it stands in a statement, without the quotes. */
    @Override
    public String toString() {
        return project + "." + dataset + "." + table;
    }
}
