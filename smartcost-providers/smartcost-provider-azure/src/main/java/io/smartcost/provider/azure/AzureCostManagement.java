package io.smartcost.provider.azure;

import com.azure.core.http.HttpPipeline;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What Azure scopes cost by day, read from the Query interface of Cost Management. Each scope is a source account, named by its path.
 *
 * <p><b>Calls.</b> They cost nothing, but are few: 12 units in 10 seconds, 60 in a minute and 600 in an hour for all that a
 * directory asks. A page of an answer takes about one; a range of up to 31 days takes two questions of a page or more. This keeps
 * to that, waits up to a minute for more, and throws a {@link io.smartcost.spi.RetryableException} with the wait where it takes
 * longer. A request is made once: retries of the pipeline are left out. What was read before a wait is kept for two hours.
 *
 * <p><b>Costs.</b> BilledCost is the ActualCost and EffectiveCost the AmortizedCost of the same charges, asked apart and joined by
 * day, currency and what they are told apart by. What only one of them has, such as the purchase of a reservation or its unused
 * part, is zero in the other. List and contracted costs are unknown.
 *
 * <p><b>Days.</b> A day is {@code PARTIAL} until 24 hours after its end, because Azure takes that long to load it, or if something of
 * it was refused; {@code ESTIMATED} until {@link #finalAfter} five days after the end of its month, until when Azure says that charges
 * may change; and {@code FINAL} then. The current month and the 36 before are read.
 *
 * <p>Immutable but for what was read before a wait, and thread-safe. Credentials are the pipeline's own affair.
 */
public final class AzureCostManagement implements CostProvider {
    private static final String NAME = "azure";
    private static final URI PUBLIC_CLOUD = URI.create("https://management.azure.com");
    private static final Duration UNTIL_LOADED = Duration.ofHours(24);
    private static final int DAYS_UNTIL_FINAL = 5;
    private static final int MONTHS_OF_HISTORY = 36;
    private static final int LONGEST_QUESTION = 31;
    private static final int MOST_GROUPINGS = 15;

    private final Requests requests;
    private final List<AzureScope> scopes;
    private final QueryOptions options;
    private final QueryBudget budget;
    private final Unfinished unfinished;

    private AzureCostManagement(Requests requests, List<AzureScope> scopes, QueryOptions options, QueryBudget budget) {
        this.requests = requests;
        this.scopes = scopes;
        this.options = options;
        this.budget = budget;
        this.unfinished = new Unfinished(options, Charges.MOST);
    }

    /**
     * @param pipeline adds the token to each request, with a {@code BearerTokenAuthenticationPolicy} for {@code
     *     https://management.azure.com/.default}; one that a client of Azure Resource Manager has does, too
     * @param scopes what to read, no one a part of another
     */
    public static AzureCostManagement using(HttpPipeline pipeline, AzureScope... scopes) {
        if (scopes.length == 0) {
            throw new IllegalArgumentException("Cost Management needs at least one scope, such as a subscription");
        }
        for (int i = 0; i < scopes.length; i++) {
            for (int j = 0; j < scopes.length; j++) {
                if (i != j && scopes[i].contains(scopes[j])) {
                    throw new IllegalArgumentException("The costs of " + scopes[j] + " are a part of those of "
                            + scopes[i] + " and would be counted twice");
                }
            }
        }
        QueryOptions options = new QueryOptions(
                PUBLIC_CLOUD,
                List.of(Grouping.by(FocusColumn.SUB_ACCOUNT_ID), Grouping.by(FocusColumn.SERVICE_NAME)),
                false,
                true,
                "SmartCost",
                Duration.ofMinutes(2),
                Clock.systemUTC(),
                DAYS_UNTIL_FINAL);
        return new AzureCostManagement(new Requests(pipeline), List.of(scopes), options, new QueryBudget(12, 60, 600));
    }

    /**
     * What costs are told apart by, instead of SubAccountId and ServiceName: any of these, SubAccountName, RegionId, ResourceId,
     * ResourceType, SkuMeter, ChargeCategory, ChargeFrequency, PricingCategory, CommitmentDiscountId and CommitmentDiscountName, up to
     * 15 with the tag. Azure documents two and answers more; which ones depends on the scope and the agreement.
     */
    public AzureCostManagement by(FocusColumn... columns) {
        Stream<Grouping> tag = options.groupings().stream().filter(Grouping::isTag);
        return grouped(Stream.concat(Stream.of(columns).map(Grouping::by), tag).toList());
    }

    /**
     * A tag to tell costs apart by, besides the columns. Its key is asked for without regard to case, and kept in the casings that
     * resources have. One only: of several, Azure answers the first and null for the others.
     */
    public AzureCostManagement byTag(String key) {
        Stream<Grouping> columns = options.groupings().stream().filter(grouping -> !grouping.isTag());
        return grouped(Stream.concat(columns, Stream.of(Grouping.byTag(key))).toList());
    }

    private AzureCostManagement grouped(List<Grouping> groupings) {
        if (new LinkedHashSet<>(groupings).size() < groupings.size()
                || groupings.isEmpty()
                || groupings.size() > MOST_GROUPINGS) {
            throw new IllegalArgumentException("Costs are told apart by 1 to " + MOST_GROUPINGS
                    + " things, and by each once; got "
                    + groupings.stream().map(Grouping::name).toList());
        }
        return with(options.groupings(groupings));
    }

    /** Costs in US dollars, at Azure's own rates, instead of the currency that is billed. */
    public AzureCostManagement inUsDollars() {
        return with(options.inUsDollars(true));
    }

    /** Leaves the second question out, for scopes that Azure does not answer it for: EffectiveCost is unknown then. */
    public AzureCostManagement withoutAmortizedCost() {
        return with(options.amortized(false));
    }

    /** What to call this client: {@code SmartCost}, unless set. All that ask under one name share one quota more. */
    public AzureCostManagement withClientType(String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("A ClientType is a name of 1 to 64 letters, digits and ._-");
        }
        return with(options.clientType(name));
    }

    /** How many units to take at most, all scopes together: fewer to leave others some, more where Azure has granted more. */
    public AzureCostManagement withQuota(int perTenSeconds, int perMinute, int perHour) {
        return new AzureCostManagement(requests, scopes, options, new QueryBudget(perTenSeconds, perMinute, perHour));
    }

    AzureCostManagement withBudget(QueryBudget newBudget) {
        return new AzureCostManagement(requests, scopes, options, newBudget);
    }

    /** Azure Resource Manager of another cloud, such as {@code https://management.usgovcloudapi.net}. */
    public AzureCostManagement at(URI endpoint) {
        String scheme = String.valueOf(endpoint.getScheme());
        if (!scheme.matches("(?i)https?")
                || endpoint.getHost() == null
                || endpoint.getRawUserInfo() != null
                || endpoint.getRawQuery() != null
                || endpoint.getRawFragment() != null
                || !String.valueOf(endpoint.getRawPath()).matches("/?")) {
            throw new IllegalArgumentException(
                    "An endpoint is an address without path, such as " + PUBLIC_CLOUD + ", not that");
        }
        return with(options.endpoint(URI.create(scheme + "://" + endpoint.getRawAuthority())));
    }

    /** How long a page of an answer may take, from the request to its last byte: two minutes, unless set. */
    public AzureCostManagement withTimeout(Duration timeout) {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("A request needs some time, got " + timeout);
        }
        return with(options.timeout(timeout));
    }

    /** Takes the time from this clock, to tell which days there are and how far they are from being final. */
    public AzureCostManagement withClock(Clock clock) {
        return with(options.clock(clock));
    }

    /**
     * Sets after how many days a calendar month that is over will no longer be restated: 5 unless set. 36 fits a subscription that pays
     * as it goes, whose billing month may end up to a month after that of the calendar.
     */
    public AzureCostManagement finalAfter(int days) {
        if (days < 0) {
            throw new IllegalArgumentException("finalAfter needs 0 or more days, got " + days);
        }
        return with(options.finalAfter(days));
    }

    private AzureCostManagement with(QueryOptions changed) {
        return new AzureCostManagement(requests, scopes, changed, budget);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SourceAccount> accounts() {
        return scopes.stream()
                .map(scope -> new SourceAccount(NAME, scope.path()))
                .sorted()
                .toList();
    }

    /**
     * @throws io.smartcost.spi.RetryableException if Azure throttles, fails, or answers something that does not add up
     * @throws io.smartcost.model.SmartCostException if Azure refuses; the message says what to do
     */
    @Override
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        AzureScope scope = scopes.stream()
                .filter(one -> account.equals(new SourceAccount(NAME, one.path())))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no scope for " + account + ", only for " + accounts()));
        Instant now = options.clock().instant();
        for (DayRange part : parts(days, LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            Unfinished.Work work = unfinished.finish(scope, part, requests, budget);
            Charges charges = work.charges();
            charges.refusals().forEach(receiver::refused);
            if (charges.isKnown()) {
                send(account, charges, new Records(charges, scope, options.groupings()), work.began(), receiver);
            }
        }
    }

    private static List<DayRange> parts(DayRange days, LocalDate today) {
        LocalDate oldest = YearMonth.from(today).minusMonths(MONTHS_OF_HISTORY).atDay(1);
        List<DayRange> parts = new ArrayList<>();
        days.intersect(new DayRange(oldest, today.plusDays(1))).ifPresent(known -> {
            for (LocalDate start = known.start();
                    start.isBefore(known.end());
                    start = start.plusDays(LONGEST_QUESTION)) {
                LocalDate end = start.plusDays(LONGEST_QUESTION);
                parts.add(new DayRange(start, end.isBefore(known.end()) ? end : known.end()));
            }
        });
        return parts;
    }

    private void send(SourceAccount account, Charges charges, Records records, Instant asOf, CostReceiver receiver) {
        charges.days().days().forEach(day -> {
            Completeness completeness =
                    charges.isIncomplete(day) ? Completeness.PARTIAL : completeness(day, asOf, options.finalAfter());
            Iterable<Charges.Charge> ofDay = charges.of(day);
            Iterable<CostRecord> made = () -> StreamSupport.stream(ofDay.spliterator(), false)
                    .map(records::of)
                    .iterator();
            receiver.partition(new CostPartition(account, day, completeness, made));
        });
    }

    private static Completeness completeness(LocalDate day, Instant asOf, int finalAfter) {
        if (asOf.isBefore(start(day.plusDays(1)).plus(UNTIL_LOADED))) {
            return Completeness.PARTIAL;
        }
        LocalDate closed = YearMonth.from(day).plusMonths(1).atDay(1).plusDays(finalAfter);
        return asOf.isBefore(start(closed)) ? Completeness.ESTIMATED : Completeness.FINAL;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Which scopes it reads and how. */
    @Override
    public String toString() {
        return "Azure Cost Management of " + scopes + " by "
                + options.groupings().stream().map(Grouping::name).toList();
    }
}
