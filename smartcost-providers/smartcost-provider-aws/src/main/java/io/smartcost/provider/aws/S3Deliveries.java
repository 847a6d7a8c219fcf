package io.smartcost.provider.aws;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.provider.focus.DeliveredFile;
import io.smartcost.provider.focus.Deliveries;
import io.smartcost.provider.focus.Delivery;
import io.smartcost.spi.RetryableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The deliveries of one data export: {@code metadata/BILLING_PERIOD=2026-08/export-Manifest.json} under the export's folder is
 * written when a delivery is complete, whether the files of the one before are overwritten or kept, and lists the files of the
 * newest. A copy of it lies in a folder further down for each delivery that is kept; those are not read.
 */
final class S3Deliveries implements Deliveries {
    private static final Pattern MANIFEST =
            Pattern.compile("(?i)metadata/billing_period=([0-9]{4}-[0-9]{2})/[^/]*manifest\\.json");
    private static final long LARGEST_MANIFEST = 16 << 20;
    private static final int MOST_PERIODS = 1_200;
    /** How long files that are overwritten may be there before their manifest is. */
    private static final Duration LONGEST_DELIVERY = Duration.ofHours(3);

    private final S3Location location;
    private final S3Objects objects;
    private final Clock clock;

    S3Deliveries(S3Location location, S3Objects objects, Clock clock) {
        this.location = location;
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public List<Delivery> newest() {
        Map<YearMonth, Delivery> found = new TreeMap<>();
        objects.list(location.key("metadata/"), object -> {
            Matcher manifest = MANIFEST.matcher(withinFolder(object.key()));
            if (manifest.matches() && S3Location.isPlain(object.key())) {
                Delivery delivery = delivery(object, manifest.group(1));
                Delivery other = found.put(YearMonth.from(delivery.period().start()), delivery);
                if (other != null || found.size() > MOST_PERIODS) {
                    throw new SmartCostException("There are two manifests of one period, " + delivery.name()
                            + (other == null ? "" : " and " + other.name()) + ", or manifests of more than "
                            + MOST_PERIODS
                            + " periods. Delete what is not the export's own");
                }
            }
        });
        if (found.isEmpty()) {
            throw new SmartCostException("There is no manifest of an export under " + location + ": expected "
                    + location.uri(
                            location.key("metadata/BILLING_PERIOD=2026-08/" + location.name() + "-Manifest.json"))
                    + " and the like. Check the location; a new export delivers within 24 hours");
        }
        return List.copyOf(found.values());
    }

    private String withinFolder(String key) {
        String folder = location.key("");
        return key.startsWith(folder) ? key.substring(folder.length()) : "";
    }

    private Delivery delivery(S3Object manifest, String period) {
        String name = location.uri(manifest.key());
        Instant at = manifest.lastModified();
        if (manifest.eTag() == null || at == null || manifest.size() == null || manifest.size() > LARGEST_MANIFEST) {
            throw new SmartCostException("The manifest " + name + " is larger than " + LARGEST_MANIFEST
                    + " bytes, or listed without its ETag, date or size");
        }
        try {
            DayRange month = DayRange.month(YearMonth.parse(period));
            return new Delivery(name, month, manifest.size() + " " + at + " " + manifest.eTag(), at);
        } catch (DateTimeException e) {
            throw new SmartCostException("The manifest " + name + " is of no month", e);
        }
    }

    @Override
    public List<DeliveredFile> files(Delivery delivery) throws IOException {
        String key = keyOf(delivery.name());
        String[] sizeAndTag = delivery.version().split(" ", 3);
        int size = Integer.parseInt(sizeAndTag[0]);
        byte[] json = size == 0 ? new byte[0] : objects.bytes(key, sizeAndTag[2], 0, size);
        List<String> files = new ExportManifest(delivery.name(), location).files(json);
        refuseMixture(delivery, files);
        return files.stream()
                .map(file -> new DeliveredFile(location.uri(file), null))
                .toList();
    }

    /** Files may all be newer than their manifest, if they were copied. Some of them are a part of another delivery. */
    private void refuseMixture(Delivery delivery, List<String> files) {
        Set<String> listed = Set.copyOf(files);
        SortedSet<String> folders = new TreeSet<>();
        files.forEach(file -> folders.add(file.substring(0, file.lastIndexOf('/') + 1)));
        List<S3Object> newer = new ArrayList<>();
        for (String folder : folders) {
            objects.list(folder, object -> {
                if (listed.contains(object.key())
                        && object.lastModified() != null
                        && object.lastModified().isAfter(delivery.deliveredAt())) {
                    newer.add(object);
                }
            });
        }
        newer.forEach(object -> refuseWhileDelivered(delivery, location.uri(object.key()), object.lastModified()));
        if (!newer.isEmpty() && newer.size() < listed.size()) {
            throw new SmartCostException(newer.size() + " of the " + listed.size() + " files of " + delivery.name()
                    + " are newer than it, such as " + location.uri(newer.get(0).key())
                    + ": they are a part of another delivery, which was not completed. Have the period delivered anew");
        }
    }

    private void refuseWhileDelivered(Delivery delivery, String file, Instant modified) {
        if (modified.isAfter(delivery.deliveredAt()) && clock.instant().isBefore(modified.plus(LONGEST_DELIVERY))) {
            throw new RetryableException(
                    file + " is newer than its manifest " + delivery.name()
                            + ": the period is being delivered anew. Sync again when it is complete",
                    (Duration) null);
        }
    }

    @Override
    public InputStream open(Delivery delivery, DeliveredFile file) throws IOException {
        String key = keyOf(file.name());
        HeadObjectResponse head = objects.head(key);
        if (head.eTag() == null || head.contentLength() == null || head.lastModified() == null) {
            throw new SmartCostException(
                    "HeadObject of " + file.name() + " tells no ETag, size or date: what answers is no S3");
        }
        refuseWhileDelivered(delivery, file.name(), head.lastModified());
        return new ObjectParts(objects, key, head.eTag(), head.contentLength());
    }

    private String keyOf(String uri) {
        return uri.substring(location.uri("").length());
    }
}
