package io.smartcost.provider.azure;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.provider.focus.DeliveredFile;
import io.smartcost.provider.focus.Deliveries;
import io.smartcost.provider.focus.Delivery;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest whole run of each period of an export in a folder, whether it makes a new folder for each run or overwrites. A run counts
 * when its manifest is there, which is written last, and all its files are as it says. Manifests are read once, for as long as they
 * are not overwritten. Thread-safe.
 */
final class ExportRuns implements Deliveries {
    private static final int MOST_REMEMBERED = 500;
    private static final int LARGEST_MANIFEST = 32 << 20;

    private final BlobContainer container;
    private final String folder;
    private final Map<StoredBlob, ExportManifest> manifests =
            Collections.synchronizedMap(new OldestForgotten<StoredBlob, ExportManifest>());
    private final Map<Delivery, Run> runs = Collections.synchronizedMap(new OldestForgotten<Delivery, Run>());
    private volatile Map<DayRange, Refusal> withoutWholeRun = Map.of();

    /** @param folder without a slash at its ends */
    ExportRuns(BlobContainer container, String folder) {
        this.container = container;
        this.folder = folder;
    }

    private record Run(String export, Delivery delivery, List<DeliveredFile> files, Map<String, StoredBlob> stored) {}

    @Override
    public List<Delivery> newest() throws IOException {
        Map<String, StoredBlob> stored = container.list(folder + "/");
        Map<String, List<StoredBlob>> ofPeriod = new TreeMap<>();
        for (StoredBlob blob : stored.values()) {
            if (ExportManifest.isManifest(blob.name())) {
                ofPeriod.computeIfAbsent(ExportManifest.periodFolder(blob.name()), f -> new ArrayList<>())
                        .add(blob);
            }
        }
        Map<DayRange, Run> newest = new LinkedHashMap<>();
        Map<DayRange, Refusal> lacking = new LinkedHashMap<>();
        Set<String> exports = new TreeSet<>();
        for (List<StoredBlob> ofOne : ofPeriod.values()) {
            ofOne.sort(Comparator.comparing(StoredBlob::modified)
                    .thenComparing(StoredBlob::name)
                    .reversed());
            Run run = firstWhole(ofOne, stored);
            if (run != null) {
                exports.add(run.export);
                newest.merge(run.delivery.period(), run, (one, other) -> isLater(other, one) ? other : one);
            } else {
                StoredBlob last = ofOne.get(0);
                DayRange period = manifest(last).period();
                lacking.put(period, notWhole(last, period));
            }
        }
        if (exports.size() > 1) {
            throw new SmartCostException(
                    "The folder " + container.name() + "/" + folder + " holds the runs of several" + " exports, "
                            + exports + ", which may hold the same costs. Name the folder of each that you want");
        }
        lacking.keySet().removeAll(newest.keySet());
        withoutWholeRun = Map.copyOf(lacking);
        newest.values().forEach(run -> runs.put(run.delivery, run));
        return newest.values().stream().map(Run::delivery).toList();
    }

    private Refusal notWhole(StoredBlob manifest, DayRange period) {
        return new Refusal(
                container.name() + "/" + manifest.name(),
                0,
                null,
                "No run of " + period
                        + " has all the files that its manifest tells, each with the byteCount that it tells,"
                        + " so that none of these days was sent. It may be on its way; if it stays, run the export again");
    }

    /** What there is to tell of periods with some of these days that had runs, none of them whole, when last looked at. */
    List<Refusal> withoutWholeRun(DayRange days) {
        return withoutWholeRun.entrySet().stream()
                .filter(period -> period.getKey().intersect(days).isPresent())
                .map(Map.Entry::getValue)
                .toList();
    }

    private @Nullable Run firstWhole(List<StoredBlob> newestFirst, Map<String, StoredBlob> stored) throws IOException {
        Run newest = null;
        Instant written = Instant.MIN;
        for (StoredBlob blob : newestFirst) {
            if (blob.modified().isBefore(written)) {
                break;
            }
            Run run = whole(blob, stored);
            // Storage tells seconds; of two in one, the run that was asked for later is the newer.
            if (run != null && (newest == null || isLater(run, newest))) {
                newest = run;
                written = blob.modified();
            }
        }
        return newest;
    }

    private static boolean isLater(Run run, Run than) {
        return run.delivery.deliveredAt().isAfter(than.delivery.deliveredAt());
    }

    private @Nullable Run whole(StoredBlob blob, Map<String, StoredBlob> stored) throws IOException {
        ExportManifest manifest = manifest(blob);
        manifest.requireReadable();
        List<DeliveredFile> files = manifest.files(container.name(), stored);
        if (files == null) {
            return null;
        }
        Map<String, StoredBlob> itsOwn = new LinkedHashMap<>();
        for (DeliveredFile file : files) {
            StoredBlob of = stored.get(file.name());
            if (of != null) {
                itsOwn.put(file.name(), of);
            }
        }
        Delivery delivery = new Delivery(
                container.name() + "/" + blob.name(),
                manifest.period(),
                version(blob, itsOwn),
                manifest.submittedAt(blob.modified()));
        return new Run(manifest.export(), delivery, files, itsOwn);
    }

    private ExportManifest manifest(StoredBlob blob) throws IOException {
        ExportManifest known = manifests.get(blob);
        if (known != null) {
            return known;
        }
        if (blob.size() > LARGEST_MANIFEST) {
            throw new SmartCostException("The manifest " + container.name() + "/" + blob.name() + " has " + blob.size()
                    + " bytes, more than " + LARGEST_MANIFEST + ": it is none");
        }
        try (InputStream in = container.open(blob)) {
            ExportManifest manifest = ExportManifest.of(container.name() + "/" + blob.name(), in.readAllBytes());
            manifests.put(blob, manifest);
            return manifest;
        }
    }

    private static String version(StoredBlob manifest, Map<String, StoredBlob> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(manifest.toString().getBytes(StandardCharsets.UTF_8));
            for (StoredBlob file : files.values()) {
                digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public List<DeliveredFile> files(Delivery delivery) {
        return run(delivery).files;
    }

    @Override
    public InputStream open(Delivery delivery, DeliveredFile file) {
        StoredBlob blob = run(delivery).stored.get(file.name());
        if (blob == null) {
            throw new IllegalArgumentException(file.name() + " is not of " + delivery.name());
        }
        return container.open(blob);
    }

    private Run run(Delivery delivery) {
        Run run = runs.get(delivery);
        if (run == null) {
            throw new RetryableException(delivery.name() + " was delivered anew", (Duration) null);
        }
        return run;
    }

    private static final class OldestForgotten<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }
}
