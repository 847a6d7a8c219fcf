/**
 * What plugs in: where costs come from, where they and the state are kept, who is told. Each interface has a contract kit in
 * smartcost-testkit; an implementation that passes it is complete.
 *
 * <p>What holds for all of them:
 *
 * <ul>
 *   <li>An instance is used by many threads at once.
 *   <li>A failure that may pass, such as a lost connection or throttling, is thrown as {@link
 *       io.smartcost.spi.RetryableException}, with the server's own wait if it told one; the caller repeats the call, so every
 *       call can be repeated without harm. Any other exception is final: the caller reports it and does not try again.
 *   <li>Every call ends: an implementation puts a timeout on what it calls. It does not repeat calls itself.
 *   <li>Vendor types and exceptions stay inside; their exception is the cause of ours. No message contains a secret.
 *   <li>Clients and connections belong to whoever made them: an implementation does not close what was passed in.
 * </ul>
 */
@NullMarked
package io.smartcost.spi;

import org.jspecify.annotations.NullMarked;
