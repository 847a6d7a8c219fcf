package io.smartcost.provider.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaders;
import com.azure.storage.blob.models.BlobStorageException;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import reactor.core.Exceptions;

/** What Blob Storage throws, told as what happened and what to do. */
record BlobFailures(Clock clock, Duration timeout) {
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final int NOT_FOUND = 404;
    private static final int CHANGED = 412;

    /**
     * @param what was tried
     * @throws FileNotFoundException if a blob is gone
     */
    SmartCostException of(String what, RuntimeException thrown) throws FileNotFoundException {
        Throwable e = Exceptions.unwrap(thrown);
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SmartCostException ours) {
                return ours;
            }
            if (cause instanceof BlobStorageException answered) {
                return answered(what, answered);
            }
            if (cause instanceof ClientAuthenticationException) {
                return new SmartCostException(
                        what
                                + " was not asked for: the credential got no token. Give the BlobContainerClient a credential"
                                + " that can sign in from here",
                        thrown);
            }
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new SmartCostException(what + " was interrupted", thrown);
            }
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || saysTimeout(cause)) {
                return new RetryableException(
                        what + " did not come within " + timeout + ". If that goes on, allow more with withTimeout",
                        thrown);
            }
            if (cause instanceof IOException) {
                return new RetryableException(
                        what + " did not come whole: the connection could not be made, or broke off", thrown);
            }
        }
        return new SmartCostException(
                what + " failed in the BlobContainerClient (" + e.getClass().getSimpleName() + ")", thrown);
    }

    /** Reactor's own exception for it is an IllegalStateException without a cause. */
    private static boolean saysTimeout(Throwable e) {
        return e instanceof IllegalStateException
                && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("timeout");
    }

    private SmartCostException answered(String what, BlobStorageException e) throws FileNotFoundException {
        int status = e.getStatusCode();
        String code = e.getErrorCode() == null
                ? ""
                : " " + Refused.printable(e.getErrorCode().toString());
        String told = what + " was answered with HTTP " + status + code;
        if (status == CHANGED) {
            return new RetryableException(told + ": it was overwritten while it was read", e);
        }
        if (status == NOT_FOUND && !code.contains("Container")) {
            FileNotFoundException gone = new FileNotFoundException(told);
            gone.initCause(e);
            throw gone;
        }
        if (PASSING.contains(status)) {
            HttpHeaders headers = e.getResponse() == null
                    ? new HttpHeaders()
                    : e.getResponse().getHeaders();
            Duration wait = new Reply(status, headers, new byte[0]).retryAfter(clock);
            RetryableException passing = new RetryableException(told, wait);
            passing.initCause(e);
            return passing;
        }
        return new SmartCostException(told + ". " + advice(status, code), e);
    }

    private static String advice(int status, String code) {
        if (code.contains("BlobArchived")) {
            return "It was moved to the archive tier: rehydrate it, and keep the lifecycle rules of the storage account"
                    + " away from exports";
        }
        return switch (status) {
            case 401, 403 ->
                "Give the client's identity the role Storage Blob Data Reader on the container, or its SAS token the"
                        + " rights to read and list; the account's firewall must let this machine in";
            case NOT_FOUND -> "There is no such container: give the one that the export is delivered to";
            default -> "It will not pass by trying again";
        };
    }
}
