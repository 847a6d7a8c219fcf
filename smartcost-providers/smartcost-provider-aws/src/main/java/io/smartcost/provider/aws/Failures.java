package io.smartcost.provider.aws;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What AWS throws, told as what happened and what to do. */
final class Failures {
    private static final Set<String> THROTTLED = Set.of(
            "LimitExceededException",
            "ThrottlingException",
            "Throttling",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "SlowDown");
    /** The pages of one answer no longer belong together: beginning again helps. */
    private static final Set<String> BEGIN_AGAIN = Set.of("RequestChangedException", "InvalidNextTokenException");

    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredTokenException",
            "ExpiredToken",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "RequestExpired");
    private static final int LONGEST_DETAIL = 300;

    private Failures() {}

    static SmartCostException of(String action, RuntimeException e) {
        if (e instanceof SmartCostException ours) {
            return ours;
        }
        if (e instanceof AwsServiceException answered) {
            return answered(action, answered);
        }
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            return new SmartCostException(action + " of Cost Explorer was interrupted", e);
        }
        if (e instanceof SdkClientException && mentionsCredentials(e)) {
            return new SmartCostException(
                    action + " of Cost Explorer was not called: the client found no credentials. Give the"
                            + " CostExplorerClient a credentials provider, or this process a role or profile of AWS",
                    e);
        }
        if (e instanceof IllegalStateException) {
            return new SmartCostException(
                    action + " of Cost Explorer was not called: is the CostExplorerClient closed already?", e);
        }
        return new RetryableException(
                action + " of Cost Explorer gave no answer that can be read: the connection or the answer broke off, or"
                        + " it took too long",
                e);
    }

    private static SmartCostException answered(String action, AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String what = action + " of Cost Explorer answered " + (code.isEmpty() ? "HTTP " + e.statusCode() : code);
        if (THROTTLED.contains(code) || e.statusCode() == 429) {
            return retryable(what + ": too many calls in a short time", e);
        }
        if (BEGIN_AGAIN.contains(code)) {
            return retryable(what + ": the pages changed while they were read", e);
        }
        if (e.statusCode() >= 500) {
            return retryable(what + ", a failure on the side of AWS", e);
        }
        return new SmartCostException(what + ". " + advice(action, code, details), e);
    }

    private static String advice(String action, String code, @Nullable AwsErrorDetails details) {
        if (CREDENTIALS.contains(code)) {
            return "The credentials of the CostExplorerClient are wrong or have expired: renew them. A clock that is"
                    + " wrong by minutes has the same effect";
        }
        return switch (code) {
            case "AccessDeniedException", "AccessDenied", "UnauthorizedOperation" ->
                "Allow ce:" + action
                        + " to the role or user of the client, and let IAM access billing in the management"
                        + " account's settings; Cost Explorer must be enabled there once, and shows the whole organisation only"
                        + " to the management account." + detail(details);
            case "DataUnavailableException" ->
                "AWS has no data of these days yet: it prepares them within 24 hours after Cost Explorer was enabled,"
                        + " and within a day after a month began. Ask again then";
            case "BillExpirationException" -> "The report expired while it was read: ask again for later days";
            case "UnknownMonitorException" -> "There is no such anomaly monitor in this account";
            case "ValidationException" ->
                "Days older than 13 months need multi-year data, hours older than 14 days are gone, and hours must be"
                        + " enabled in the settings of Cost Explorer." + detail(details);
            default -> "It will not pass by trying again." + detail(details);
        };
    }

    private static String detail(@Nullable AwsErrorDetails details) {
        String message = details == null ? null : details.errorMessage();
        if (message == null || message.isBlank()) {
            return "";
        }
        String shown = message.length() > LONGEST_DETAIL ? message.substring(0, LONGEST_DETAIL) + "..." : message;
        return " AWS says: " + shown;
    }

    private static RetryableException retryable(String message, AwsServiceException e) {
        Duration wait = serversWait(e.awsErrorDetails());
        RetryableException failure = new RetryableException(
                wait == null ? message : message + "; it asked to wait " + wait.toSeconds() + " s", wait);
        failure.initCause(e);
        return failure;
    }

    private static @Nullable Duration serversWait(@Nullable AwsErrorDetails details) {
        if (details == null || details.sdkHttpResponse() == null) {
            return null;
        }
        String seconds =
                details.sdkHttpResponse().firstMatchingHeader("Retry-After").orElse("");
        return seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private static boolean mentionsCredentials(RuntimeException e) {
        String message = e.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("credentials");
    }
}
