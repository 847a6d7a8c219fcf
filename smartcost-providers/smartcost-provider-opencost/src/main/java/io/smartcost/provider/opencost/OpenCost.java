package io.smartcost.provider.opencost;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.RetryableException;
import io.smartcost.spi.SecretSource;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The costs of Kubernetes clusters from OpenCost or Kubecost: each cluster is a source account, each day one call. A namespace is a
 * sub-account, a controller a resource, labels are tags, and CPU, memory, GPU, network, load balancers, volumes and what is shared are
 * services. Idle, unmounted and unallocated costs stay apart, in sub-accounts of the names that the cluster gives them.
 *
 * <p><b>What a cluster costs, its cloud bills already, as nodes.</b> So the billed cost of every record is 0, and bills of clouds and
 * clusters can be added up. The cost is the effective one, and without the cluster's adjustments the list one. Whoever asks for those
 * of clouds and clusters together leaves one of the two out: {@code where(provider("Kubernetes").not())}.
 *
 * <p><b>Days.</b> Today is {@code PARTIAL}, and so is a day of which something was refused. Other days are {@code FINAL} when three days
 * have passed since ({@link #finalAfter}), and {@code ESTIMATED} before. A day of which the cluster knows nothing, because it is older
 * than its metrics are kept, is not sent, so what is stored of it stays.
 *
 * <p>Immutable and thread-safe.
 */
public final class OpenCost implements CostProvider {
    /** What {@link io.smartcost.query.CostDimension#PROVIDER} is for the records of clusters. */
    public static final String PROVIDER_NAME = "Kubernetes";

    static final String NAME = "opencost";

    private static final int DAYS_UNTIL_FINAL = 3;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final long MOST_BYTES = 256L << 20;

    private final Map<SourceAccount, Cluster> clusters;
    private final AllocationCall call;
    private final int finalAfter;

    private OpenCost(Map<SourceAccount, Cluster> clusters, AllocationCall call, int finalAfter) {
        this.clusters = clusters;
        this.call = call;
        this.finalAfter = finalAfter;
    }

    /** @throws IllegalArgumentException if there is none, or two have one name */
    public static OpenCost of(Cluster... clusters) {
        Map<SourceAccount, Cluster> byAccount = new LinkedHashMap<>();
        for (Cluster cluster : clusters) {
            Cluster earlier = byAccount.putIfAbsent(new SourceAccount(NAME, cluster.name()), cluster);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "Two clusters are called '" + cluster.name() + "'; they would replace each other's costs");
            }
        }
        if (byAccount.isEmpty()) {
            throw new IllegalArgumentException("Name at least one cluster: OpenCost.of(Cluster.at(name, address))");
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new OpenCost(
                Collections.unmodifiableMap(byAccount),
                new AllocationCall(client, Optional.empty(), Clock.systemUTC(), TIMEOUT, MOST_BYTES),
                DAYS_UNTIL_FINAL);
    }

    /** Calls with this client, for a proxy or certificates of your own. It is not closed. */
    public OpenCost httpClient(HttpClient client) {
        return with(new AllocationCall(client, call.secrets(), call.clock(), call.timeout(), call.mostBytes()));
    }

    /** Where the references of {@link Cluster#bearerToken} and {@link Cluster#header} are looked up, with each call. */
    public OpenCost secrets(SecretSource secrets) {
        return with(new AllocationCall(
                call.client(), Optional.of(secrets), call.clock(), call.timeout(), call.mostBytes()));
    }

    /** Takes the time from this clock, to tell which day is today. */
    public OpenCost withClock(Clock clock) {
        return with(new AllocationCall(call.client(), call.secrets(), clock, call.timeout(), call.mostBytes()));
    }

    /** Sets how long a call may take, to the last byte of the answer: 2 minutes unless set. */
    public OpenCost timeout(Duration timeout) {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("timeout needs a millisecond at least, got " + timeout);
        }
        return with(new AllocationCall(call.client(), call.secrets(), call.clock(), timeout, call.mostBytes()));
    }

    /** Sets how many bytes the answer for a day may have, uncompressed: 256 MiB unless set. */
    public OpenCost largestAnswer(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("largestAnswer needs 1 byte at least, got " + bytes);
        }
        return with(new AllocationCall(call.client(), call.secrets(), call.clock(), call.timeout(), bytes));
    }

    /**
     * Sets after how many days a day will no longer be restated: 3 unless set. Kubecost adjusts costs when the cloud's bill
     * arrives; take the days that this needs.
     */
    public OpenCost finalAfter(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("finalAfter needs 1 or more days, got " + days);
        }
        return new OpenCost(clusters, call, days);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SourceAccount> accounts() {
        return List.copyOf(clusters.keySet());
    }

    /**
     * @throws RetryableException if the cluster cannot be reached, is too slow or busy, or its answer breaks off
     * @throws io.smartcost.model.SmartCostException if it refuses to answer, or answers something else
     */
    @Override
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        Cluster cluster = clusters.get(account);
        if (cluster == null) {
            throw new IllegalArgumentException(
                    "The clusters are the accounts " + clusters.keySet() + " and not " + account);
        }
        LocalDate today = LocalDate.ofInstant(call.clock().instant(), ZoneOffset.UTC);
        for (LocalDate day = days.start(); day.isBefore(days.end()) && !day.isAfter(today); day = day.plusDays(1)) {
            Answer answer = call.ask(cluster, day);
            answer.refusals().forEach(receiver::refused);
            if (!answer.isEmpty()) {
                Completeness completeness = completeness(day, today, answer);
                receiver.partition(new CostPartition(account, day, completeness, answer.records()));
            }
        }
    }

    private Completeness completeness(LocalDate day, LocalDate today, Answer answer) {
        if (!day.isBefore(today) || !answer.refusals().isEmpty()) {
            return Completeness.PARTIAL;
        }
        return day.isAfter(today.minusDays(finalAfter)) ? Completeness.ESTIMATED : Completeness.FINAL;
    }

    private OpenCost with(AllocationCall newCall) {
        return new OpenCost(clusters, newCall, finalAfter);
    }

    @Override
    public String toString() {
        return "OpenCost" + clusters.values();
    }
}
