package io.smartcost.spi;

import java.util.Optional;

/**
 * Resolves a reference such as {@code env:SLACK_TOKEN} to a secret. Configuration and stored documents hold references only. See
 * the package's description for what holds for all plug-ins.
 */
public interface SecretSource {
    /**
     * The secret that a reference stands for now; it may change, so it is resolved at each use.
     *
     * @return nothing if this source has no such secret
     */
    Optional<Secret> resolve(String reference);
}
