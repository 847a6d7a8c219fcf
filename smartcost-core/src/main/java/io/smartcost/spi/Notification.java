package io.smartcost.spi;

import io.smartcost.model.Tenant;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody is told.
 *
 * @param id the same each time this notification is delivered, so that a channel can show it once
 * @param title one line of plain text
 * @param text plain text; names in it come from outside, so a channel escapes what its format would interpret
 * @param facts short labels with their values, in order, for channels that can lay them out
 */
public record Notification(
        String id, Tenant tenant, Severity severity, Instant at, String title, String text, Map<String, String> facts) {
    public Notification {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** How urgent it is. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }
}
