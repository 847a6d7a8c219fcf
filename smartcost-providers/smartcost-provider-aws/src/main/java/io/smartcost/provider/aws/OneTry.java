package io.smartcost.provider.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/**
 * A time limit for a call, and no second try, whatever its client would do: a client that repeats calls by itself would pay without
 * telling, and multiply the caller's tries.
 */
final class OneTry {
    private static final SdkPlugin PLUGIN = OneTry::tryOnce;

    private OneTry() {}

    /** Belongs into every request. */
    static AwsRequestOverrideConfiguration within(Duration timeout) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeout)
                .addPlugin(PLUGIN)
                .build();
    }

    private static void tryOnce(SdkServiceClientConfiguration.Builder config) {
        ClientOverrideConfiguration set = config.overrideConfiguration();
        ClientOverrideConfiguration.Builder changed =
                set == null ? ClientOverrideConfiguration.builder() : set.toBuilder();
        config.overrideConfiguration(
                changed.retryStrategy(AwsRetryStrategy.doNotRetry()).build());
    }
}
