package io.smartcost.provider.azure;

import com.azure.core.http.rest.PagedResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.smartcost.model.SmartCostException;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Lists and reads blobs, each call once and within a time limit. */
final class BlobContainer {
    private static final int MOST_BLOBS = 1_000_000;
    private static final int PART = 4 << 20;
    private static final DownloadRetryOptions ONCE = new DownloadRetryOptions().setMaxRetryRequests(0);

    private final BlobContainerClient client;
    private final Duration timeout;
    private final BlobFailures failures;

    BlobContainer(BlobContainerClient client, Duration timeout, Clock clock) {
        this.client = new BlobContainerClientBuilder()
                .endpoint(client.getBlobContainerUrl())
                .serviceVersion(client.getServiceVersion())
                .pipeline(OneTry.of(client.getHttpPipeline()))
                .buildClient();
        this.timeout = timeout;
        this.failures = new BlobFailures(clock, timeout);
    }

    String name() {
        return client.getBlobContainerName();
    }

    /** All blobs whose names begin like this, by name. */
    Map<String, StoredBlob> list(String prefix) throws FileNotFoundException {
        String what = "The list of blobs under " + name() + "/" + prefix;
        Map<String, StoredBlob> blobs = new TreeMap<>();
        try {
            for (PagedResponse<BlobItem> page : client.listBlobs(new ListBlobsOptions().setPrefix(prefix), timeout)
                    .iterableByPage()) {
                page.getValue().forEach(blob -> blobs.put(blob.getName(), stored(blob)));
                if (blobs.size() > MOST_BLOBS) {
                    throw new SmartCostException(what + " has more than " + MOST_BLOBS
                            + " entries. Let the storage account's lifecycle rules delete old runs of the export");
                }
            }
        } catch (RuntimeException e) {
            throw failures.of(what, e);
        }
        return blobs;
    }

    private static StoredBlob stored(BlobItem blob) {
        // A listing leaves the quotes out that belong to it in a condition.
        String etag = Objects.requireNonNullElse(blob.getProperties().getETag(), "");
        return new StoredBlob(
                blob.getName(),
                etag.startsWith("\"") ? etag : "\"" + etag + "\"",
                Objects.requireNonNullElse(blob.getProperties().getContentLength(), 0L),
                blob.getProperties().getLastModified().toInstant());
    }

    /** As it was when it was listed, or not at all. */
    InputStream open(StoredBlob blob) {
        return new Parts(blob);
    }

    /** Reads a part at a time, so that each call can have a limit and a slow reader keeps no connection open. */
    private final class Parts extends InputStream {
        private final StoredBlob blob;
        private byte[] part = new byte[0];
        private int at;
        private long read;

        Parts(StoredBlob blob) {
            this.blob = blob;
        }

        @Override
        public int read() throws IOException {
            return next() ? part[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            if (!next()) {
                return -1;
            }
            int count = Math.min(length, part.length - at);
            System.arraycopy(part, at, bytes, offset, count);
            at += count;
            return count;
        }

        private boolean next() throws IOException {
            if (at < part.length) {
                return true;
            }
            if (read >= blob.size()) {
                return false;
            }
            int wanted = (int) Math.min(PART, blob.size() - read);
            part = download(read, wanted);
            at = 0;
            read += part.length;
            if (part.length != wanted) {
                throw new IOException(blob.name() + " broke off");
            }
            return true;
        }

        private byte[] download(long from, int count) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(count);
            try {
                client.getBlobClient(blob.name())
                        .downloadStreamWithResponse(
                                bytes,
                                new BlobRange(from, (long) count),
                                ONCE,
                                new BlobRequestConditions().setIfMatch(blob.etag()),
                                false,
                                timeout,
                                Context.NONE);
            } catch (RuntimeException e) {
                throw failures.of("The blob " + name() + "/" + blob.name(), e);
            }
            return bytes.toByteArray();
        }
    }
}
