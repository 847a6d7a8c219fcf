package io.smartcost.provider.gcp;

import com.fasterxml.jackson.databind.JsonNode;

/** What can be asked of BigQuery. */
enum Ask {
    TABLE,
    DRY_RUN,
    INSERT,
    JOB,
    PAGE,
    CANCEL;

    static Ask of(String method, String path, JsonNode request) {
        if (path.endsWith("/cancel")) {
            return CANCEL;
        }
        if (method.equals("POST")) {
            return request.at("/configuration/dryRun").asBoolean() ? DRY_RUN : INSERT;
        }
        return path.endsWith("/data") ? PAGE : path.contains("/tables/") ? TABLE : JOB;
    }
}
