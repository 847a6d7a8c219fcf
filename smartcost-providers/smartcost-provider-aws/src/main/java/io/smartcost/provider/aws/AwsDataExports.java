package io.smartcost.provider.aws;

import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.provider.focus.DeliveredCosts;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.RestatingCostProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What AWS organisations cost, line item by line item, from AWS Data Exports in S3: CUR 2.0 or FOCUS 1.x, as CSV, gzipped or not.
 * Parquet is refused. Each export is a source account; the linked accounts are the sub-accounts of the records.
 *
 * <p><b>Twice the same costs.</b> Cost Explorer, a CUR and a FOCUS export of one organisation each hold all of its costs. This
 * provider and {@link AwsCostExplorer} have the same name, {@code aws}, so that a {@code SmartCost} does not take both. Whoever
 * changes from one to the other keeps the account's id, and the days are replaced; days under another id count as well until they
 * are dropped from the store.
 *
 * <p><b>Deliveries.</b> Only complete ones are read, and of each billing period the newest alone, whether the export overwrites its
 * files or keeps them. Which days are sent, and when they are final, is told by {@link DeliveredCosts}; a sync reads final days again
 * that were delivered anew. A day is {@code PARTIAL} until
 * it was delivered 24 hours after its end, because AWS takes so long to load it, and only
 * final if its month was delivered 7 days after its end, because support is charged until then.
 *
 * <p><b>Costs.</b> A FOCUS export is taken as it is. What becomes of a CUR 2.0 stands in the module's README: BilledCost is the
 * unblended cost and EffectiveCost the amortised one, net of discounts where AWS states it so.
 *
 * <p><b>Limits.</b> Each call takes a minute at most ({@link #withTimeout}) and is made once, the client's own retries being
 * switched off for it. Objects are read in parts of 8 MiB. Requests to S3 cost next to nothing and are not told as paid calls.
 *
 * <p>Immutable and thread-safe. Credentials are the client's own affair, and the client is closed by whoever made it.
 */
public final class AwsDataExports implements RestatingCostProvider {
    private static final String NAME = "aws";
    private static final int DAYS_UNTIL_FINAL = 15;
    private static final Duration UNTIL_LOADED = Duration.ofHours(24);
    /** Fees for support come on the sixth or seventh. */
    private static final Duration UNTIL_CLOSED = Duration.ofDays(7);

    private final S3Client client;
    private final Map<SourceAccount, S3Location> locations;
    private final Map<SourceAccount, DeliveredCosts> exports = new TreeMap<>();
    private final Duration timeout;
    private final Clock clock;
    private final int finalAfter;

    private AwsDataExports(
            S3Client client, Map<SourceAccount, S3Location> locations, Duration timeout, Clock clock, int finalAfter) {
        this.client = client;
        this.locations = locations;
        this.timeout = timeout;
        this.clock = clock;
        this.finalAfter = finalAfter;
        locations.forEach((account, location) -> exports.put(
                account,
                DeliveredCosts.of(new S3Deliveries(location, new S3Objects(client, location, timeout), clock))
                        .withFormat(new ExportFormat())
                        .withClock(clock)
                        .finalAfter(finalAfter)
                        .loadedAfter(UNTIL_LOADED)
                        .closedAfter(UNTIL_CLOSED)));
    }

    /**
     * One export, whose name becomes the source account.
     *
     * @param location the bucket, the prefix and the name of the export, such as {@code s3://bucket/prefix/export}: the folder that
     *     has {@code data} and {@code metadata} in it
     */
    public static AwsDataExports using(S3Client client, String location) {
        return using(client, Map.of(S3Location.parse(location).name(), location));
    }

    /** Several exports, which hold each charge once between them: the location of each, by the id of its source account. */
    public static AwsDataExports using(S3Client client, Map<String, String> locationOfAccount) {
        Map<SourceAccount, S3Location> locations = new TreeMap<>();
        locationOfAccount.forEach(
                (id, location) -> locations.put(new SourceAccount(NAME, id), S3Location.parse(location)));
        if (locations.isEmpty() || new HashSet<>(locations.values()).size() < locations.size()) {
            throw new IllegalArgumentException("There must be at least one export, and each once; got " + locations);
        }
        return new AwsDataExports(client, locations, Duration.ofMinutes(1), Clock.systemUTC(), DAYS_UNTIL_FINAL);
    }

    /** How long a call may take, its answer included: a minute, unless set. */
    public AwsDataExports withTimeout(Duration newTimeout) {
        if (newTimeout.isNegative() || newTimeout.isZero()) {
            throw new IllegalArgumentException("A call needs some time, got " + newTimeout);
        }
        return new AwsDataExports(client, locations, newTimeout, clock, finalAfter);
    }

    /** Takes the time from this clock, to tell how far days are from being final. */
    public AwsDataExports withClock(Clock newClock) {
        return new AwsDataExports(client, locations, timeout, newClock, finalAfter);
    }

    /** Sets after how many days a month that is over will no longer be restated: 15 unless set. */
    public AwsDataExports finalAfter(int days) {
        return new AwsDataExports(client, locations, timeout, clock, days);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SourceAccount> accounts() {
        return List.copyOf(exports.keySet());
    }

    /**
     * @throws io.smartcost.spi.RetryableException if S3 throttles or fails, or a period is delivered anew while it is read
     * @throws io.smartcost.model.SmartCostException if S3 refuses, or what was delivered cannot be read; the message says what to do
     */
    @Override
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        export(account).fetch(account, days, receiver);
    }

    /**
     * The days of the periods that were delivered anew, and those that their charges correct: {@link DeliveredCosts#restatedSince}.
     *
     * @throws io.smartcost.spi.RetryableException as {@link #fetch}
     * @throws io.smartcost.model.SmartCostException as {@link #fetch}
     */
    @Override
    public Restated restatedSince(SourceAccount account, @Nullable String since, CostReceiver receiver) {
        return export(account).restatedSince(since);
    }

    private DeliveredCosts export(SourceAccount account) {
        DeliveredCosts export = exports.get(account);
        if (export == null) {
            throw new IllegalArgumentException("There is no export " + account + " among " + accounts());
        }
        return export;
    }

    /** Which exports it reads, and where they lie. */
    @Override
    public String toString() {
        return "AWS Data Exports " + locations;
    }
}
