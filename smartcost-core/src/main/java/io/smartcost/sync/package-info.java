/**
 * Brings costs from the providers into the store: which days to read, retries, leases, and the proof that the books balance. Start
 * with {@link io.smartcost.sync.Sync}.
 */
@NullMarked
package io.smartcost.sync;

import org.jspecify.annotations.NullMarked;
