package io.smartcost.provider.gcp;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What BigQuery and its client throw, told as what happened and what to do. */
final class Failures {
    private static final Set<String> PASSING = Set.of(
            "rateLimitExceeded",
            "jobRateLimitExceeded",
            "backendError",
            "jobBackendError",
            "internalError",
            "jobInternalError",
            "tableUnavailable",
            "blocked");
    private static final int LONGEST_QUOTE = 300;

    private Failures() {}

    /** @param what was being done, such as {@code Reading a page of p.d.t} */
    static SmartCostException of(String what, Throwable e) {
        if (e instanceof SmartCostException ours) {
            return ours;
        }
        Retryable credentials = cause(e, Retryable.class);
        if (credentials != null && !(e instanceof BigQueryException answered && answered.getError() != null)) {
            return credentials.isRetryable()
                    ? new RetryableException(what + " failed: no access token could be had at the moment", e)
                    : new SmartCostException(
                            what
                                    + " failed: the client's credentials give no access token. Renew them, or give the BigQuery"
                                    + " client others",
                            e);
        }
        if (e instanceof BigQueryException answered && answered.getCode() > 0) {
            BigQueryError error = answered.getError();
            String reason = error == null || error.getReason() == null ? "" : error.getReason();
            return answered(what, answered.getCode(), reason, answered.getMessage(), wait(e), e);
        }
        return new RetryableException(
                what + " gave no answer that can be read: the connection or the answer broke off, or it took too long",
                e);
    }

    /** A job that ended with an error. */
    static SmartCostException of(String what, BigQueryError error) {
        String reason = error.getReason() == null ? "" : error.getReason();
        return answered(what, 0, reason, error.getMessage(), null, null);
    }

    private static SmartCostException answered(
            String what,
            int status,
            String reason,
            @Nullable String message,
            @Nullable Duration wait,
            @Nullable Throwable e) {
        String said = what + " failed: BigQuery answered "
                + (reason.isEmpty()
                        ? "HTTP " + status
                        : printable(reason) + (status > 0 ? " (HTTP " + status + ")" : ""));
        if (PASSING.contains(reason) || status == 429 || status == 408 || status >= 500) {
            String told = wait == null ? said : said + " and asked to wait " + wait.toSeconds() + " s";
            RetryableException failure = new RetryableException(told + quoted(message), wait);
            if (e != null) {
                failure.initCause(e);
            }
            return failure;
        }
        String told = said + ". " + advice(reason, status) + quoted(message);
        return e == null ? new SmartCostException(told) : new SmartCostException(told, e);
    }

    private static String advice(String reason, int status) {
        return switch (reason) {
            case "accessDenied" ->
                "Grant the client's identity roles/bigquery.dataViewer on the table or its dataset, and"
                        + " roles/bigquery.jobUser on the client's project";
            case "notFound" ->
                "Check the names of project, dataset and table; a new export takes some hours until its table is there";
            case "bytesBilledLimitExceeded" ->
                "The query would have read more than maxBytesBilled, so nothing was billed. Ask for fewer days at once, or"
                        + " allow more";
            case "quotaExceeded" ->
                "A quota of the client's project is used up, which passes when its day is over, or when it is raised";
            case "resourcesExceeded", "responseTooLarge" ->
                "The answer is too large to be put in order at once: ask for fewer days (SyncPolicy.longestRange), or tell"
                        + " charges apart by fewer labels (byLabels)";
            case "billingNotEnabled", "billingTierLimitExceeded" -> "Enable billing for the client's project";
            case "stopped", "timeout" ->
                "The query was stopped: allow it more time with withTimeout, or ask for fewer days";
            case "invalidQuery", "invalid" ->
                "If the table is an export as Google makes it, it has changed: a newer version of this library may know it";
            default ->
                status == 401
                        ? "The client's credentials are not accepted: renew them"
                        : status == 403
                                ? advice("accessDenied", 0)
                                : status == 404 ? advice("notFound", 0) : "It will not pass by trying again";
        };
    }

    private static String quoted(@Nullable String message) {
        return message == null || message.isBlank() ? "" : ". It says: " + printable(message);
    }

    static String printable(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    private static @Nullable Duration wait(Throwable e) {
        HttpResponseException response = cause(e, HttpResponseException.class);
        String seconds = response == null || response.getHeaders() == null
                ? null
                : response.getHeaders().getRetryAfter();
        return seconds != null && seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private static <T> @Nullable T cause(Throwable e, Class<T> type) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
