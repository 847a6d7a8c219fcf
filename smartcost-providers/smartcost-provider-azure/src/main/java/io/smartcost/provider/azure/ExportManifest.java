package io.smartcost.provider.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.provider.focus.DeliveredFile;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an export says of one of its runs, in the last blob that it writes: {@code {"exportConfig": {"exportName", "resourceId", "type",
 * "dataVersion"}, "deliveryConfig": {"fileFormat"}, "runInfo": {"submittedTime", "startDate", "endDate"}, "blobCount", "byteCount",
 * "dataRowCount", "blobs": [{"blobName", "byteCount", "dataRowCount"}]}}.
 */
final class ExportManifest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_BLOBS = 100_000;
    /** The folder of a period, both days included. */
    private static final Pattern PERIOD = Pattern.compile("(?:^|.*/)([0-9]{8})-([0-9]{8})/.*");

    private final String name;
    private final JsonNode json;

    private ExportManifest(String name, JsonNode json) {
        this.name = name;
        this.json = json;
    }

    /** @param name where it lies, for messages, and because its folder tells the period */
    static ExportManifest of(String name, byte[] content) {
        try {
            return new ExportManifest(name, JSON.readTree(content));
        } catch (JsonProcessingException e) {
            // Not as the cause: the parser's message quotes what it read.
            throw new SmartCostException("The manifest " + name + " is no JSON. Run the export again");
        } catch (IOException e) {
            throw new SmartCostException("The manifest " + name + " cannot be read. Run the export again", e);
        }
    }

    static boolean isManifest(String blob) {
        String lower = blob.toLowerCase(Locale.ROOT);
        return lower.equals("manifest.json") || lower.endsWith("/manifest.json") || lower.endsWith("/_manifest.json");
    }

    /** The folder that the runs of one period share, or else where the blob itself is. */
    static String periodFolder(String blob) {
        Matcher folder = PERIOD.matcher(blob);
        return folder.matches() ? blob.substring(0, folder.end(2)) : blob;
    }

    /** @throws SmartCostException if it is not one of a FOCUS export as CSV */
    void requireReadable() {
        String type = json.at("/exportConfig/type").asText();
        if (!type.equalsIgnoreCase("FocusCost")) {
            throw unusable("is of an export of type '" + Refused.printable(type)
                    + "': make one of type FocusCost (cost and usage details, FOCUS)");
        }
        String format = json.at("/deliveryConfig/fileFormat").asText("csv");
        if (!format.equalsIgnoreCase("csv")) {
            throw unusable("is of an export as " + Refused.printable(format)
                    + ", which cannot be read yet: set the export's format to CSV, with gzip if you like");
        }
    }

    /** What tells one export from another. */
    String export() {
        String id = json.at("/exportConfig/resourceId").asText();
        String shown = id.isEmpty() ? json.at("/exportConfig/exportName").asText() : id;
        return Refused.printable(shown).toLowerCase(Locale.ROOT);
    }

    DayRange period() {
        Matcher folder = PERIOD.matcher(name);
        try {
            if (folder.matches()) {
                return inclusive(
                        LocalDate.parse(folder.group(1), DateTimeFormatter.BASIC_ISO_DATE),
                        LocalDate.parse(folder.group(2), DateTimeFormatter.BASIC_ISO_DATE));
            }
            LocalDate start = day("/runInfo/startDate");
            LocalDate end = day("/runInfo/endDate");
            // The costs of a month to date are those of the month.
            LocalDate endOfMonth = YearMonth.from(start).atEndOfMonth();
            return inclusive(start, start.getDayOfMonth() == 1 && end.isBefore(endOfMonth) ? endOfMonth : end);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw unusable("does not tell its period, neither by a folder such as 20260801-20260831 nor in runInfo");
        }
    }

    private LocalDate day(String field) {
        String text = json.at(field).asText();
        return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    }

    private static DayRange inclusive(LocalDate first, LocalDate last) {
        return new DayRange(first, last.plusDays(1));
    }

    /** When it was asked for: what was charged later is not in it. */
    Instant submittedAt(Instant written) {
        try {
            Instant submitted = Instant.parse(json.at("/runInfo/submittedTime").asText());
            return submitted.isBefore(written) ? submitted : written;
        } catch (DateTimeException e) {
            return written;
        }
    }

    /**
     * Its files, as far as it is whole.
     *
     * @param stored what there is
     * @return null if a file is missing, or has another size than it should, or the numbers do not add up
     */
    @Nullable
    List<DeliveredFile> files(String container, Map<String, StoredBlob> stored) {
        JsonNode listed = json.path("blobs");
        if (!listed.isArray() || listed.size() > MOST_BLOBS) {
            throw unusable("has no list called blobs of at most " + MOST_BLOBS);
        }
        List<DeliveredFile> files = new ArrayList<>();
        long bytes = 0;
        long rows = 0;
        for (JsonNode entry : listed) {
            String listedName = entry.path("blobName").asText();
            // Some name the container first. Only what was listed is ever read, so a name leads nowhere else.
            StoredBlob blob = stored.get(listedName);
            if (blob == null && listedName.startsWith(container + "/")) {
                blob = stored.get(listedName.substring(container.length() + 1));
            }
            Long size = number(entry.path("byteCount"));
            if (blob == null || (size != null && size != blob.size())) {
                return null;
            }
            Long count = number(entry.path("dataRowCount"));
            bytes += blob.size();
            rows = count == null || rows < 0 ? -1 : rows + count;
            files.add(new DeliveredFile(blob.name(), count));
        }
        boolean addsUp =
                is("blobCount", files.size()) && is("byteCount", bytes) && (rows < 0 || is("dataRowCount", rows));
        return addsUp ? files : null;
    }

    private boolean is(String field, long value) {
        Long told = number(json.path(field));
        return told == null || told == value;
    }

    private static @Nullable Long number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
    }

    private SmartCostException unusable(String why) {
        return new SmartCostException("The manifest " + name + " " + why);
    }
}
