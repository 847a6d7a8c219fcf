package io.smartcost.provider.gcp;

import com.google.cloud.ServiceOptions;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.Table;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.RestatingCostProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Google Cloud costs, read from the tables that Cloud Billing exports to BigQuery: the standard export and the detailed one,
 * which knows resources as well. A table is a source account; its projects are the sub-accounts of the records.
 *
 * <p><b>Costs.</b> The charges of a day that have the same texts and labels are one record, and each kind of credit on them is another,
 * with ChargeCategory {@code Credit} and a negative cost: what is billed, the net, is the sum of all. Amounts are exact: each
 * floating-point number of the export is taken as its shortest decimal, and added up here. ListCost is {@code cost_at_list}, unknown
 * where the export does not have it; ContractedCost is {@code cost_at_effective_price_default}, or the cost itself where the export
 * does not have that.
 *
 * <p><b>Calls.</b> A fetch is one query, told as one paid call, whatever the number of days; before it, the table's description is
 * read and the query is measured, both of which are free. A small second query, told as well, asks how far the rows reach: always for a
 * view or a table without partitions by time of loading, else if the last days of an answer are empty and could be final. A
 * query that would read more than {@link #maxBytesBilled} is not run.
 *
 * <p><b>Days</b> are UTC, by the time of usage; Google's own invoice months are those of Los Angeles and stand in BillingPeriodStart
 * and BillingPeriodEnd. What has passed is counted to the day on which the table was last loaded. A day is {@code PARTIAL} until three
 * whole days have passed after it, because rows come late, or if something of it was refused, or in the first week of an export, which
 * Google fills meanwhile; {@code ESTIMATED} until the 11th of the next month, when its invoice is out; and {@code FINAL} then. A day
 * without rows is sent if the export existed by then and was loaded later, and is {@code FINAL} only if there are rows of later days.
 * Days to come are not sent.
 *
 * <p>Immutable and thread-safe. Credentials are the client's own affair, and the client is closed by whoever made it.
 */
public final class GcpBillingExport implements RestatingCostProvider {
    static final String NAME = "gcp";

    private final BigQuery client;
    private final Map<SourceAccount, BillingTable> tables;
    private final Settings settings;

    private GcpBillingExport(BigQuery client, Map<SourceAccount, BillingTable> tables, Settings settings) {
        this.client = client;
        this.tables = tables;
        this.settings = settings;
    }

    /**
     * The costs of one billing account. The client's project pays for the queries; its own retries are not used.
     *
     * @param table such as {@code billing-prod.costs.gcp_billing_export_v1_0123AB_4567CD_89EF01}, the name that Google gives it
     * @throws IllegalArgumentException if it is no name of a table, or not one that ends with the id of a billing account
     */
    public static GcpBillingExport using(BigQuery client, String table) {
        return of(client, BillingTable.named(table));
    }

    /** The same for a copy or a view of an export, whose name does not tell the billing account. It holds one account, this one. */
    public static GcpBillingExport using(BigQuery client, String table, String billingAccountId) {
        return of(client, BillingTable.of(table, billingAccountId));
    }

    private static GcpBillingExport of(BigQuery client, BillingTable table) {
        BigQuery once = client.getOptions().toBuilder()
                .setRetrySettings(ServiceOptions.getNoRetrySettings())
                .build()
                .getService();
        return new GcpBillingExport(once, Map.of(table.account(), table), Settings.DEFAULT);
    }

    /**
     * The costs of a further billing account.
     *
     * @throws IllegalArgumentException as {@link #using}, if there is a table for this account already (the standard and the detailed
     *     export hold the same charges), and if this table is read already, under whatever id
     */
    public GcpBillingExport and(String table) {
        return and(BillingTable.named(table));
    }

    /** The same for a copy or a view of an export, whose name does not tell the billing account. */
    public GcpBillingExport and(String table, String billingAccountId) {
        return and(BillingTable.of(table, billingAccountId));
    }

    private GcpBillingExport and(BillingTable table) {
        for (BillingTable known : tables.values()) {
            if (known.isSameTable(table) && !known.account().equals(table.account())) {
                throw new IllegalArgumentException("The table " + table + " is read already, as the billing account "
                        + known.account().id() + "; as " + table.account().id()
                        + " too it would be counted twice. Make a view for each account that a table holds");
            }
        }
        Map<SourceAccount, BillingTable> more = new LinkedHashMap<>(tables);
        BillingTable earlier = more.putIfAbsent(table.account(), table);
        if (earlier != null) {
            throw new IllegalArgumentException(
                    "The costs of the billing account " + table.account().id() + " are read from " + earlier
                            + " already; with " + table + " they would be counted twice");
        }
        return new GcpBillingExport(client, Collections.unmodifiableMap(more), settings);
    }

    /**
     * Tells charges apart by the labels and tags with these keys only, instead of by all: fewer records, and faster. No key at all
     * leaves out every label.
     */
    public GcpBillingExport byLabels(String... keys) {
        return with(settings.withLabels(List.copyOf(new TreeSet<>(List.of(keys)))));
    }

    /** Does not tell charges apart by resource, which the detailed export would allow. */
    public GcpBillingExport withoutResources() {
        return with(settings.withoutResources());
    }

    /** How many bytes a query may read: 100 GiB, unless set. One that would read more is not run and not billed. */
    public GcpBillingExport maxBytesBilled(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("maxBytesBilled needs 1 byte at least, got " + bytes);
        }
        return with(settings.withMaxBytesBilled(bytes));
    }

    /** How long a query may run: 10 minutes, unless set. Any other call, such as one for a page, has a minute of it. */
    public GcpBillingExport withTimeout(Duration newTimeout) {
        if (newTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("A query needs a millisecond at least, got " + newTimeout);
        }
        return with(settings.withTimeout(newTimeout));
    }

    /** Takes the time from this clock, to tell which days there are and how far they are from being final. */
    public GcpBillingExport withClock(Clock clock) {
        return with(settings.withClock(clock));
    }

    GcpBillingExport withRowsPerPage(int rows) {
        return with(settings.withRowsPerPage(rows));
    }

    private GcpBillingExport with(Settings newSettings) {
        return new GcpBillingExport(client, tables, newSettings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SourceAccount> accounts() {
        return tables.keySet().stream().sorted().toList();
    }

    /**
     * @throws io.smartcost.spi.RetryableException if BigQuery cannot be reached, is too slow or busy, or its answer breaks off
     * @throws SmartCostException if it refuses, or the query would read too much; the message says what to do
     */
    @Override
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        BillingTable table = table(account);
        Instant now = settings.clock().instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (days.start().isAfter(today)) {
            return;
        }
        DayRange past = days.end().isAfter(today) ? new DayRange(days.start(), today.plusDays(1)) : days;
        try (Calls calls = calls()) {
            BillingQuery billing =
                    new BillingQuery(table, facts(table, calls), settings.labels(), settings.byResource());
            Query query = query(table, billing.facts(), calls);
            Coverage coverage = Coverage.of(past, now, billing, query, receiver::paidCall);
            if (coverage != null) {
                Fetch fetch = new Fetch(billing, coverage, receiver);
                query.run(billing.costs(coverage.days()), receiver::paidCall, fetch::row);
                fetch.end();
            }
        }
    }

    /**
     * Names the days of usage of which rows were exported since the mark, which is a moment of export. It is one query, told as a paid
     * call: over the latest partitions, or all of a view. A day is named again for some hours, because rows are not loaded in the
     * order in which they were exported.
     *
     * @throws io.smartcost.spi.RetryableException as {@link #fetch}
     * @throws SmartCostException as {@link #fetch}
     */
    @Override
    public Restated restatedSince(SourceAccount account, @Nullable String since, CostReceiver receiver) {
        BillingTable table = table(account);
        try (Calls calls = calls()) {
            BillingQuery billing = new BillingQuery(table, facts(table, calls), null, false);
            Query query = query(table, billing.facts(), calls);
            return Changes.since(since, settings.clock().instant(), billing, query, receiver::paidCall);
        }
    }

    private TableFacts facts(BillingTable table, Calls calls) {
        Table found = calls.call("Reading the description of " + table, () -> client.getTable(table.id()));
        if (found == null) {
            throw new SmartCostException(
                    "There is no table " + table + " that the client can see. Check the name, and that its"
                            + " identity has roles/bigquery.dataViewer on it; a new export takes some hours until its table is there");
        }
        return TableFacts.of(table, found);
    }

    private Query query(BillingTable table, TableFacts facts, Calls calls) {
        return new Query(
                client,
                calls,
                table.toString(),
                facts.location(),
                settings.maxBytesBilled(),
                settings.timeout(),
                settings.rowsPerPage());
    }

    private Calls calls() {
        return new Calls(settings.callTimeout());
    }

    private BillingTable table(SourceAccount account) {
        BillingTable table = tables.get(account);
        if (table == null) {
            throw new IllegalArgumentException("The accounts are " + accounts() + ", not " + account);
        }
        return table;
    }

    @Override
    public String toString() {
        return "GcpBillingExport" + tables.values();
    }
}
