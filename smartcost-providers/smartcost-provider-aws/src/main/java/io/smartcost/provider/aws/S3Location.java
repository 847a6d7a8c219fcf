package io.smartcost.provider.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder in a bucket.
 *
 * @param folder without a slash at its end; empty for the bucket itself
 */
record S3Location(String bucket, String folder) {
    private static final Pattern URI = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/.*)?");
    private static final int LONGEST_KEY = 1024;

    /** @throws IllegalArgumentException if it is none */
    static S3Location parse(String uri) {
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw notOne(uri);
        }
        String path = parts.group(2) == null ? "" : parts.group(2).substring(1);
        String folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (folder.isEmpty() || !isPlain(folder)) {
            throw notOne(uri);
        }
        return new S3Location(parts.group(1), folder);
    }

    private static IllegalArgumentException notOne(String uri) {
        return new IllegalArgumentException(
                "'" + shown(uri) + "' is not where an export lies: expected s3://, the bucket, the"
                        + " export's prefix and its name, such as s3://bucket/prefix/export");
    }

    /** The last part of the path, which is the export's name. */
    String name() {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    String key(String within) {
        return folder + "/" + within;
    }

    String uri(String key) {
        return "s3://" + bucket + "/" + shown(key);
    }

    /** Whether a key is one that AWS would make: no empty segment, none that leads elsewhere, no control characters. */
    static boolean isPlain(String key) {
        if (key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == '\\')) {
            return false;
        }
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** For a message: on one line, and not too long. */
    static String shown(String text) {
        String cut = text.length() > LONGEST_KEY ? text.substring(0, LONGEST_KEY) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public String toString() {
        return uri(folder);
    }
}
