package io.smartcost.provider.aws;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;

/**
 * What an AWS organisation costs, read from Cost Explorer. Its linked accounts are the sub-accounts of the records.
 *
 * <p><b>Calls.</b> Each page of an answer costs money, $0.01 at the time of writing. Told apart by two things, which is the
 * default, a range of days takes one call a page; each further one multiplies the calls by the number of its values, see {@link
 * #by}. A call is made once: the retries of the client are switched off for it.
 *
 * <p><b>Costs.</b> BilledCost is UnblendedCost and EffectiveCost is NetAmortizedCost. NetUnblendedCost and AmortizedCost are kept as
 * {@code x_NetUnblendedCost} and {@code x_AmortizedCost}. Cost Explorer knows neither list nor contracted costs: they are unknown.
 *
 * <p><b>Days.</b> Cost Explorer keeps the current month and 13 before, and 14 days by the hour; older days and days to come are not
 * sent. A day is {@code PARTIAL} until 24 hours after its end, because AWS takes so long to load it, or if something of it was
 * refused; {@code ESTIMATED} as long as AWS calls it so, which is until the month's invoice is issued; and {@code FINAL} then.
 *
 * <p>Immutable and thread-safe. Credentials are the client's own affair, and the client is closed by whoever made it.
 */
public final class AwsCostExplorer implements CostProvider {
    private static final String NAME = "aws";
    private static final String UNNAMED = "organization";
    private static final Duration UNTIL_LOADED = Duration.ofHours(24);

    private final Map<String, CostExplorerClient> clients;
    private final List<Grouping> groupings;
    private final boolean hourly;
    private final boolean balanced;
    private final Duration timeout;
    private final Clock clock;

    private AwsCostExplorer(
            Map<String, CostExplorerClient> clients,
            List<Grouping> groupings,
            boolean hourly,
            boolean balanced,
            Duration timeout,
            Clock clock) {
        this.clients = clients;
        this.groupings = groupings;
        this.hourly = hourly;
        this.balanced = balanced;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** The organisation, or the single account, whose credentials the client has. Its source account is called {@code organization}. */
    public static AwsCostExplorer using(CostExplorerClient client) {
        return of(Map.of(UNNAMED, client));
    }

    /** Several organisations: a client for the id of each management account, which becomes source account and BillingAccountId. */
    public static AwsCostExplorer using(Map<String, CostExplorerClient> clientOfAccount) {
        if (clientOfAccount.isEmpty()) {
            throw new IllegalArgumentException("Cost Explorer needs a client for at least one management account");
        }
        clientOfAccount.keySet().forEach(id -> new SourceAccount(NAME, id));
        return of(Map.copyOf(clientOfAccount));
    }

    private static AwsCostExplorer of(Map<String, CostExplorerClient> clients) {
        return new AwsCostExplorer(
                clients,
                List.of(Grouping.by(FocusColumn.SUB_ACCOUNT_ID), Grouping.by(FocusColumn.SERVICE_NAME)),
                false,
                false,
                Duration.ofMinutes(1),
                Clock.systemUTC());
    }

    /**
     * What costs are told apart by, instead of SubAccountId and ServiceName: any of these, RegionId, AvailabilityZone,
     * ChargeCategory, SkuMeter (the usage type) and InvoiceIssuerName. A call can by two. With three, each range of days takes one
     * call and then one for each value of the third (the one that has the fewest values is taken for it), with four one for each
     * combination of two, and so on; answers of several pages take more.
     */
    public AwsCostExplorer by(FocusColumn... columns) {
        Stream<Grouping> kept = groupings.stream().filter(grouping -> grouping.column() == null);
        return grouped(Stream.concat(Stream.of(columns).map(Grouping::by), kept).toList());
    }

    /** Cost allocation tags to tell costs apart by, besides the columns: each counts as one of those. */
    public AwsCostExplorer byTags(String... keys) {
        Stream<Grouping> kept = groupings.stream().filter(grouping -> grouping.column() != null);
        return grouped(Stream.concat(kept, Stream.of(keys).map(Grouping::byTag)).toList());
    }

    private AwsCostExplorer grouped(List<Grouping> newGroupings) {
        Set<Grouping> distinct = new LinkedHashSet<>(newGroupings);
        if (distinct.size() < newGroupings.size() || distinct.isEmpty()) {
            throw new IllegalArgumentException("Costs are told apart by at least one thing, and by each once; got "
                    + newGroupings.stream().map(Grouping::key).toList());
        }
        return new AwsCostExplorer(clients, newGroupings, hourly, balanced, timeout, clock);
    }

    /**
     * Records by the hour for the last 14 days, which must be enabled in the settings of Cost Explorer and costs extra there. Older
     * days are read by the day, also those that were read by the hour before.
     */
    public AwsCostExplorer hourly() {
        return new AwsCostExplorer(clients, groupings, true, balanced, timeout, clock);
    }

    /**
     * Asks for the ungrouped total as well, one more call a range, and keeps what the groups, each of which AWS has rounded, lack to
     * it as a record of its own: the costs then come to AWS's total to the last digit.
     */
    public AwsCostExplorer balancedWithTotal() {
        return new AwsCostExplorer(clients, groupings, hourly, true, timeout, clock);
    }

    /** How long a call may take: a minute, unless set. */
    public AwsCostExplorer withTimeout(Duration newTimeout) {
        if (newTimeout.isNegative() || newTimeout.isZero()) {
            throw new IllegalArgumentException("A call needs some time, got " + newTimeout);
        }
        return new AwsCostExplorer(clients, groupings, hourly, balanced, newTimeout, clock);
    }

    /** Takes the time from this clock, to tell which days there are and how far they are from being final. */
    public AwsCostExplorer withClock(Clock newClock) {
        return new AwsCostExplorer(clients, groupings, hourly, balanced, timeout, newClock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SourceAccount> accounts() {
        return clients.keySet().stream()
                .map(id -> new SourceAccount(NAME, id))
                .sorted()
                .toList();
    }

    /**
     * @throws io.smartcost.spi.RetryableException if AWS throttles, fails, or answers something that does not add up
     * @throws io.smartcost.model.SmartCostException if AWS refuses; the message says what to do
     */
    @Override
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        CostExplorerClient client = clients.get(account.id());
        if (client == null || !account.provider().equals(NAME)) {
            throw new IllegalArgumentException("There is no client for " + account + ", only for " + accounts());
        }
        Calls calls = new Calls(timeout, receiver::paidCall);
        Instant now = clock.instant();
        for (Period period : Period.of(days, LocalDate.ofInstant(now, ZoneOffset.UTC), hourly)) {
            Answer answer = new Splitting(new CostAndUsage(client, calls, period), groupings, balanced).ask();
            answer.refusals.forEach(receiver::refused);
            send(account, answer, now, receiver);
        }
    }

    private void send(SourceAccount account, Answer answer, Instant now, CostReceiver receiver) {
        Records records = new Records(account.id().equals(UNNAMED) ? null : account.id(), answer.accountNames);
        Map<LocalDate, List<Group>> days = new TreeMap<>();
        Map<LocalDate, Boolean> estimated = new TreeMap<>();
        answer.estimated.forEach((start, open) -> {
            days.computeIfAbsent(day(start), d -> new ArrayList<>());
            estimated.merge(day(start), open, Boolean::logicalOr);
        });
        for (Group group : answer.groups) {
            days.computeIfAbsent(day(group.start()), d -> new ArrayList<>()).add(group);
        }
        days.forEach((day, charges) -> {
            Instant loaded =
                    day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(UNTIL_LOADED);
            boolean partial = now.isBefore(loaded) || answer.daysWithRefusals.contains(day);
            Completeness open = Boolean.FALSE.equals(estimated.get(day)) ? Completeness.FINAL : Completeness.ESTIMATED;
            // Made at each iteration, because groups take a third of the room.
            Iterable<CostRecord> made = () -> charges.stream().map(records::of).iterator();
            receiver.partition(new CostPartition(account, day, partial ? Completeness.PARTIAL : open, made));
        });
    }

    private static LocalDate day(Instant start) {
        return LocalDate.ofInstant(start, ZoneOffset.UTC);
    }

    /** Which accounts it reads and how. */
    @Override
    public String toString() {
        return "AWS Cost Explorer of " + accounts() + " by "
                + groupings.stream().map(Grouping::key).toList();
    }
}
