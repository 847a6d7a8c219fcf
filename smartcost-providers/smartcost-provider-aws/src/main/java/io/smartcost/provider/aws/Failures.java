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
            "RequestExpired",
            "InvalidAccessKeyId",
            "InvalidToken",
            "SignatureDoesNotMatch",
            "RequestTimeTooSkewed");
    private static final int LONGEST_DETAIL = 300;

    private final String client;
    private final Advice advice;

    /** @param client what the user gave the calls are made with */
    Failures(String client, Advice advice) {
        this.client = client;
        this.advice = advice;
    }

    /** What to do about an answer that is no throttling, no failure of AWS itself, and not about credentials. */
    interface Advice {
        /** @param detail what AWS says, as a sentence with a blank before it, or empty */
        String of(String code, int status, String detail);
    }

    /** @param what was called, such as {@code GetCostAndUsage of Cost Explorer} */
    SmartCostException of(String what, RuntimeException e) {
        if (e instanceof SmartCostException ours) {
            return ours;
        }
        if (e instanceof AwsServiceException answered) {
            return answered(what, answered);
        }
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            return new SmartCostException(what + " was interrupted", e);
        }
        if (e instanceof SdkClientException && mentionsCredentials(e)) {
            return new SmartCostException(
                    what + " was not called: the client found no credentials. Give the" + " " + client
                            + " a credentials provider, or this process a role or profile of AWS",
                    e);
        }
        if (e instanceof IllegalStateException) {
            return new SmartCostException(what + " was not called: is the " + client + " closed already?", e);
        }
        return new RetryableException(
                what + " gave no answer that can be read: the connection or the answer broke off, or"
                        + " it took too long",
                e);
    }

    private SmartCostException answered(String call, AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String what = call + " answered " + (code.isEmpty() ? "HTTP " + e.statusCode() : code);
        if (THROTTLED.contains(code) || e.statusCode() == 429) {
            return retryable(what + ": too many calls in a short time", e);
        }
        if (BEGIN_AGAIN.contains(code)) {
            return retryable(what + ": the pages changed while they were read", e);
        }
        if (e.statusCode() >= 500) {
            return retryable(what + ", a failure on the side of AWS", e);
        }
        String known = advice(client, code);
        return new SmartCostException(
                what + ". " + (known.isEmpty() ? advice.of(code, e.statusCode(), detail(details)) : known), e);
    }

    private static String advice(String client, String code) {
        return CREDENTIALS.contains(code)
                ? "The credentials of the " + client
                        + " are wrong or have expired: renew them. A clock that is wrong by"
                        + " minutes has the same effect"
                : "";
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
