package io.smartcost.provider.aws;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The three calls to S3 that are made: each once, within a time limit that holds for the body as well. */
final class S3Objects {
    /** Ten million objects: far more than years of deliveries have, and a bound for a listing that does not end. */
    private static final int MOST_PAGES = 10_000;

    private static final int NOT_FOUND = 404;
    private static final int CHANGED = 412;

    private final S3Client client;
    private final S3Location location;
    private final AwsRequestOverrideConfiguration limits;

    S3Objects(S3Client client, S3Location location, Duration timeout) {
        this.client = client;
        this.location = location;
        this.limits = OneTry.within(timeout);
    }

    void list(String prefix, Consumer<S3Object> take) {
        Set<String> seen = new HashSet<>();
        String token = null;
        do {
            String asked = token;
            ListObjectsV2Response page = call(
                    "ListObjectsV2 of " + location.uri(prefix),
                    () -> client.listObjectsV2(request -> request.bucket(location.bucket())
                            .prefix(prefix)
                            .continuationToken(asked)
                            .overrideConfiguration(limits)));
            page.contents().forEach(take);
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            token = more ? page.nextContinuationToken() : null;
            if (more && (token == null || !seen.add(token) || seen.size() >= MOST_PAGES)) {
                throw new SmartCostException("ListObjectsV2 of " + location.uri(prefix) + " does not end: after "
                        + (seen.size() + 1)
                        + " pages it named none, or one that was read already. Nothing was read; if it"
                        + " stays, look at what answers at the S3Client's endpoint");
            }
        } while (token != null);
    }

    /** @throws FileNotFoundException if there is no such object */
    HeadObjectResponse head(String key) throws FileNotFoundException {
        return ofObject(
                "HeadObject",
                key,
                () -> client.headObject(
                        request -> request.bucket(location.bucket()).key(key).overrideConfiguration(limits)));
    }

    /**
     * @param etag the version that is to be read: {@link RetryableException} if it has been replaced
     * @throws FileNotFoundException if there is no such object
     */
    byte[] bytes(String key, String etag, long from, int length) throws IOException {
        byte[] bytes = ofObject(
                        "GetObject",
                        key,
                        () -> client.getObject(
                                request -> request.bucket(location.bucket())
                                        .key(key)
                                        .ifMatch(etag)
                                        .range("bytes=" + from + "-" + (from + length - 1))
                                        .overrideConfiguration(limits),
                                ResponseTransformer.<GetObjectResponse>toBytes()))
                .asByteArrayUnsafe();
        if (bytes.length != length) {
            throw new RetryableException(
                    "GetObject of " + location.uri(key) + " gave " + bytes.length + " bytes where " + length
                            + " were asked for: the answer broke off",
                    (Duration) null);
        }
        return bytes;
    }

    private <R> R ofObject(String action, String key, Supplier<R> call) throws FileNotFoundException {
        try {
            return call(action + " of " + location.uri(key), call);
        } catch (SmartCostException e) {
            int status = e.getCause() instanceof AwsServiceException answer ? answer.statusCode() : 0;
            if (status == NOT_FOUND) {
                FileNotFoundException missing = new FileNotFoundException(location.uri(key) + " is not there");
                missing.initCause(e);
                throw missing;
            }
            if (status == CHANGED) {
                throw new RetryableException(location.uri(key) + " was replaced while it was read", e);
            }
            throw e;
        }
    }

    private <R> R call(String what, Supplier<R> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw new Failures("S3Client", this::advice).of(what, e);
        }
    }

    private String advice(String code, int status, String detail) {
        return switch (code.isEmpty() ? "HTTP " + status : code) {
            case "AccessDenied", "AllAccessDisabled", "HTTP 403" ->
                "Allow s3:ListBucket on arn:aws:s3:::" + location.bucket() + " and s3:GetObject on arn:aws:s3:::"
                        + location.bucket() + "/" + location.folder()
                        + "/* to the role or user of the client, and kms:Decrypt if the bucket is encrypted with a key of"
                        + " yours" + detail;
            case "NoSuchBucket" -> "There is no bucket " + location.bucket() + ": check the export's location";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "HTTP 301", "HTTP 400" ->
                "The bucket may lie in another region: give the S3Client the bucket's." + detail;
            case "InvalidObjectState" ->
                "A file of the export was moved to an archive: restore it, or keep exports out of the lifecycle rule";
            default -> "It will not pass by trying again." + detail;
        };
    }
}
