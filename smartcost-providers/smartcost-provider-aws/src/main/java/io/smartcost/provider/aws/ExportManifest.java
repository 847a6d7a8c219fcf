package io.smartcost.provider.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcost.model.SmartCostException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files that the manifest of a delivery lists: {@code {"dataFiles": ["s3://bucket/prefix/export/data/…/export-00001.csv.gz"]}}, or
 * the same without the bucket. They are hostile input: a file outside of the export's data is not read.
 */
final class ExportManifest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FILES = 100_000;

    private final String name;
    private final S3Location location;

    /** @param name where it lies, for messages */
    ExportManifest(String name, S3Location location) {
        this.name = name;
        this.location = location;
    }

    /** The keys of the files, in order. */
    List<String> files(byte[] json) {
        JsonNode listed = tree(json).path("dataFiles");
        if (!listed.isArray() || listed.size() > MOST_FILES) {
            throw unusable(
                    "has no array dataFiles of at most " + MOST_FILES + " files. Is it the manifest of a data export?");
        }
        List<String> keys = new ArrayList<>();
        listed.forEach(entry -> keys.add(key(entry)));
        return keys;
    }

    private JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new SmartCostException(
                    "The manifest " + name + " is not valid JSON. Have the export delivered anew", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String key(JsonNode entry) {
        String listed = entry.asText();
        String bucket = "s3://" + location.bucket() + "/";
        String key = listed.startsWith(bucket) ? listed.substring(bucket.length()) : listed;
        if (!entry.isTextual() || !S3Location.isPlain(key) || !key.startsWith(location.key("data/"))) {
            throw unusable("lists '" + S3Location.shown(listed) + "', which is not read: only files within "
                    + location.uri(location.key("data/")) + " are");
        }
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".parquet")) {
            throw unusable("lists '" + S3Location.shown(listed)
                    + "', and Parquet cannot be read yet: set the export's format to gzip - text/csv");
        }
        if (!lower.endsWith(".csv") && !lower.endsWith(".csv.gz") && !lower.endsWith(".gz")) {
            throw unusable("lists '" + S3Location.shown(listed) + "', which is neither .csv nor .csv.gz");
        }
        return key;
    }

    private SmartCostException unusable(String why) {
        return new SmartCostException("The manifest " + name + " " + why);
    }
}
