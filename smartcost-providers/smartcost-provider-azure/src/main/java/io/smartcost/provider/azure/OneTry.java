package io.smartcost.provider.azure;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.storage.common.policy.RequestRetryPolicy;
import java.util.ArrayList;
import java.util.List;

/** Leaves a pipeline's retries out: they would multiply those of the sync, and use up the quota that they wait for. */
final class OneTry {
    private OneTry() {}

    static HttpPipeline of(HttpPipeline pipeline) {
        List<HttpPipelinePolicy> policies = new ArrayList<>();
        for (int i = 0; i < pipeline.getPolicyCount(); i++) {
            HttpPipelinePolicy policy = pipeline.getPolicy(i);
            if (!(policy instanceof RetryPolicy) && !(policy instanceof RequestRetryPolicy)) {
                policies.add(policy);
            }
        }
        return new HttpPipelineBuilder()
                .httpClient(pipeline.getHttpClient())
                .policies(policies.toArray(new HttpPipelinePolicy[0]))
                .build();
    }
}
