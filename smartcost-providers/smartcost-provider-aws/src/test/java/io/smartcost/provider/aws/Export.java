package io.smartcost.provider.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Delivers as AWS Data Exports does: the files, then the manifest that lists them. */
final class Export {
    static final String NAME = "all-costs";

    /** Where the objects go. */
    interface Put {
        void put(String key, byte[] bytes);
    }

    final String folder;
    private final Put bucket;

    Export(String prefix, Put bucket) {
        this.folder = prefix + "/" + NAME;
        this.bucket = bucket;
    }

    static Export in(ObjectsInMemory bucket, String at) {
        return new Export("exports/2024", (key, bytes) -> bucket.put(key, bytes, Instant.parse(at)));
    }

    static Export in(S3Client client, String bucket, String prefix) {
        return new Export(
                prefix,
                (key, bytes) ->
                        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes)));
    }

    /** Over the files of the delivery before. */
    void overwrite(YearMonth month, List<byte[]> files) {
        deliver(month, "BILLING_PERIOD=" + month, "", files);
    }

    /** Beside the files of the delivery before, with a copy of the manifest for this one. */
    void createNew(YearMonth month, String execution, List<byte[]> files) {
        deliver(month, "BILLING_PERIOD=" + month, execution + "/", files);
    }

    /** One file for each text, not packed. */
    void overwrite(String month, String... csv) {
        List<byte[]> files = new ArrayList<>();
        for (String each : csv) {
            files.add(each.getBytes(UTF_8));
        }
        overwrite(YearMonth.parse(month), files);
    }

    private void deliver(YearMonth month, String partition, String execution, List<byte[]> files) {
        List<String> listed = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String key = "%s/data/%s/%s%s-%05d.csv%s"
                    .formatted(folder, partition, execution, NAME, i + 1, isPacked(files.get(i)) ? ".gz" : "");
            bucket.put(key, files.get(i));
            listed.add("\"s3://" + ObjectsInMemory.BUCKET + "/" + key + "\"");
        }
        byte[] manifest = ("{\"exportArn\":\"arn:aws:bcm-data-exports:us-east-1:111122223333:export/" + NAME
                        + "\",\"executionId\":\"" + month + execution + "\",\"columns\":[],\"dataFiles\":" + listed
                        + "}")
                .getBytes(UTF_8);
        if (!execution.isEmpty()) {
            bucket.put(folder + "/metadata/" + partition + "/" + execution + NAME + "-Manifest.json", manifest);
        }
        bucket.put(manifestKey(month), manifest);
    }

    String manifestKey(YearMonth month) {
        return folder + "/metadata/BILLING_PERIOD=" + month + "/" + NAME + "-Manifest.json";
    }

    String location() {
        return "s3://" + ObjectsInMemory.BUCKET + "/" + folder;
    }

    private static boolean isPacked(byte[] file) {
        return file.length > 1 && file[0] == 0x1F && file[1] == (byte) 0x8B;
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
