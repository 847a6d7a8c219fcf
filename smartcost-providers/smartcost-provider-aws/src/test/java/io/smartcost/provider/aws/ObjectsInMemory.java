package io.smartcost.provider.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The part of S3's REST interface that is used, over one bucket in memory, path-style. */
final class ObjectsInMemory {
    static final String BUCKET = "billing";

    record Stored(byte[] bytes, String etag, Instant at) {}

    record Answer(int status, Map<String, String> headers, byte[] body) {}

    final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    /** The method and the key, or the method and {@code ?} for a listing. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    int pageSize = 1000;
    /** Changes what a page names as the next one's token. */
    UnaryOperator<String> nextToken = UnaryOperator.identity();

    private int versions;

    void put(String key, byte[] bytes, Instant at) {
        objects.put(key, new Stored(bytes, "\"etag-" + versions++ + "\"", at));
    }

    Answer answer(String method, String path, String query, UnaryOperator<String> header) {
        String key = URLDecoder.decode(path.replace("+", "%2B"), UTF_8).replaceFirst("^/" + BUCKET + "/?", "");
        requests.add(method + " " + (key.isEmpty() ? "?" : key));
        if (key.isEmpty()) {
            return list(parameters(query));
        }
        Stored stored = objects.get(key);
        if (stored == null) {
            return error(404, "NoSuchKey");
        }
        String match = header.apply("If-Match");
        if (match != null && !match.equals(stored.etag)) {
            return error(412, "PreconditionFailed");
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("ETag", stored.etag);
        headers.put("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.at.atOffset(ZoneOffset.UTC)));
        if (method.equals("HEAD")) {
            headers.put("Content-Length", String.valueOf(stored.bytes.length));
            return new Answer(200, headers, new byte[0]);
        }
        String range = header.apply("Range");
        if (range == null) {
            return new Answer(200, headers, stored.bytes);
        }
        String[] fromTo = range.substring("bytes=".length()).split("-");
        int from = Integer.parseInt(fromTo[0]);
        int to = Math.min(stored.bytes.length - 1, Integer.parseInt(fromTo[1]));
        headers.put("Content-Range", "bytes " + from + "-" + to + "/" + stored.bytes.length);
        return new Answer(206, headers, java.util.Arrays.copyOfRange(stored.bytes, from, to + 1));
    }

    private Answer list(Map<String, String> parameters) {
        String prefix = parameters.getOrDefault("prefix", "");
        String after = parameters.getOrDefault("continuation-token", "");
        List<String> keys = new ArrayList<>(objects.tailMap(after, false).keySet());
        keys.removeIf(key -> !key.startsWith(prefix));
        List<String> page = keys.subList(0, Math.min(pageSize, keys.size()));
        boolean more = page.size() < keys.size();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>")
                .append(BUCKET)
                .append("</Name><IsTruncated>")
                .append(more)
                .append("</IsTruncated>");
        for (String key : page) {
            Stored stored = objects.get(key);
            xml.append("<Contents><Key>")
                    .append(key)
                    .append("</Key><LastModified>")
                    .append(stored.at)
                    .append("</LastModified><ETag>")
                    .append(stored.etag.replace("\"", "&quot;"))
                    .append("</ETag><Size>")
                    .append(stored.bytes.length)
                    .append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }
        if (more) {
            xml.append("<NextContinuationToken>")
                    .append(nextToken.apply(page.get(page.size() - 1)))
                    .append("</NextContinuationToken>");
        }
        return new Answer(
                200, xml(), xml.append("</ListBucketResult>").toString().getBytes(UTF_8));
    }

    static Answer error(int status, String code) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>because</Message><RequestId>1</RequestId></Error>";
        return new Answer(status, xml(), body.getBytes(UTF_8));
    }

    private static Map<String, String> xml() {
        return new HashMap<>(Map.of("Content-Type", "application/xml"));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String each : (query == null ? "" : query).split("&")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                parameters.put(each.substring(0, equals), URLDecoder.decode(each.substring(equals + 1), UTF_8));
            }
        }
        return parameters;
    }
}
