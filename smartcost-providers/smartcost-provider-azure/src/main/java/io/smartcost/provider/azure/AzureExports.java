package io.smartcost.provider.azure;

import com.azure.storage.blob.BlobContainerClient;
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

/**
 * What Azure costs, charge by charge, from exports of Cost Management to Blob Storage: of type FOCUS, 1.0 or later, as CSV, gzipped or
 * not. Other types, and Parquet, are refused. Each export is a source account.
 *
 * <p><b>Twice the same costs.</b> Cost Management's Query interface and an export of the same scope each hold all of its costs. This
 * provider and {@link AzureCostManagement} have the same name, {@code azure}, so that a {@code SmartCost} does not take both. Days
 * that are stored under another account's id count as well until they are dropped from the store.
 *
 * <p><b>Deliveries.</b> Of each period the newest run is read whose manifest is there and whose files are all as it says, whether the
 * export overwrites its files or makes new ones; a period with runs of which none is so, is told as a refusal. Which days are sent,
 * and when they are final, is told by {@link DeliveredCosts}; a sync reads final days again that were delivered anew. A day is {@code
 * PARTIAL} until a run was asked for 24 hours after its end, because Azure takes so long to load it.
 *
 * <p><b>Limits.</b> Each call takes a minute at most ({@link #withTimeout}) and is made once: retries of the client are left out.
 * Blobs are read in parts of 4 MiB. What Storage charges for reading is next to nothing and not told as paid calls.
 *
 * <p>Thread-safe. Credentials are the client's own affair.
 */
public final class AzureExports implements RestatingCostProvider {
    private static final String NAME = "azure";
    private static final int DAYS_UNTIL_FINAL = 5;
    private static final Duration UNTIL_LOADED = Duration.ofHours(24);

    private final BlobContainerClient client;
    private final Map<SourceAccount, String> folders;
    private final Map<SourceAccount, Export> exports = new TreeMap<>();
    private final Duration timeout;
    private final Clock clock;
    private final int finalAfter;

    private AzureExports(
            BlobContainerClient client,
            Map<SourceAccount, String> folders,
            Duration timeout,
            Clock clock,
            int finalAfter) {
        this.client = client;
        this.folders = folders;
        this.timeout = timeout;
        this.clock = clock;
        this.finalAfter = finalAfter;
        BlobContainer container = new BlobContainer(client, timeout, clock);
        folders.forEach((account, folder) -> {
            ExportRuns runs = new ExportRuns(container, folder);
            DeliveredCosts costs = DeliveredCosts.of(runs)
                    .withClock(clock)
                    .finalAfter(finalAfter)
                    .loadedAfter(UNTIL_LOADED);
            exports.put(account, new Export(runs, costs));
        });
    }

    private record Export(ExportRuns runs, DeliveredCosts costs) {}

    /**
     * One export, whose folder becomes the source account.
     *
     * @param client of the container that it is delivered to
     * @param folder its directory and its name, such as {@code costs/focus-daily}: the folder that those of the periods lie in
     */
    public static AzureExports using(BlobContainerClient client, String folder) {
        return using(client, Map.of(plain(folder), folder));
    }

    /** Several exports, which hold each charge once between them: the folder of each, by the id of its source account. */
    public static AzureExports using(BlobContainerClient client, Map<String, String> folderOfAccount) {
        Map<SourceAccount, String> folders = new TreeMap<>();
        folderOfAccount.forEach((id, folder) -> folders.put(new SourceAccount(NAME, id), plain(folder)));
        boolean nested = folders.values().stream()
                .anyMatch(one -> folders.values().stream().anyMatch(other -> other.startsWith(one + "/")));
        if (folders.isEmpty() || nested || new HashSet<>(folders.values()).size() < folders.size()) {
            throw new IllegalArgumentException(
                    "There must be at least one export, each once and none within another; got " + folders);
        }
        return new AzureExports(client, folders, Duration.ofMinutes(1), Clock.systemUTC(), DAYS_UNTIL_FINAL);
    }

    private static String plain(String folder) {
        String plain = folder.replaceAll("^/+|/+$", "");
        if (plain.isBlank() || plain.length() > 1000) {
            throw new IllegalArgumentException(
                    "An export's folder is its directory and its name, such as costs/focus-daily");
        }
        return plain;
    }

    /** How long a call may take, its answer included: a minute, unless set. */
    public AzureExports withTimeout(Duration newTimeout) {
        if (newTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("A call needs some time, got " + newTimeout);
        }
        return new AzureExports(client, folders, newTimeout, clock, finalAfter);
    }

    /** Takes the time from this clock, to tell how far days are from being final. */
    public AzureExports withClock(Clock newClock) {
        return new AzureExports(client, folders, timeout, newClock, finalAfter);
    }

    /** Sets after how many days a month that is over will no longer be restated: 5 unless set. */
    public AzureExports finalAfter(int days) {
        return new AzureExports(client, folders, timeout, clock, days);
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
     * @throws io.smartcost.spi.RetryableException if Storage throttles or fails, or a period is delivered anew while it is read
     * @throws io.smartcost.model.SmartCostException if Storage refuses, or what was delivered cannot be read; the message says what
     *     to do
     */
    @Override
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        Export export = export(account);
        export.costs.fetch(account, days, receiver);
        export.runs.withoutWholeRun(days).forEach(receiver::refused);
    }

    /**
     * The days of the periods that were delivered anew, and those that their charges correct: {@link DeliveredCosts#restatedSince}.
     *
     * @throws io.smartcost.spi.RetryableException as {@link #fetch}
     * @throws io.smartcost.model.SmartCostException as {@link #fetch}
     */
    @Override
    public Restated restatedSince(SourceAccount account, @Nullable String since, CostReceiver receiver) {
        return export(account).costs.restatedSince(since);
    }

    private Export export(SourceAccount account) {
        Export export = exports.get(account);
        if (export == null) {
            throw new IllegalArgumentException("There is no export " + account + " among " + accounts());
        }
        return export;
    }

    /** Which exports it reads, and where they lie. */
    @Override
    public String toString() {
        return "Azure exports " + folders + " in the container " + client.getBlobContainerName();
    }
}
