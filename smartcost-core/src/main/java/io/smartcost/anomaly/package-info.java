/**
 * What is odd about a series of costs: judged point by point as they come, from what came before alone. A batch is the same stream
 * run through at once, so both give the same findings.
 */
@NullMarked
package io.smartcost.anomaly;

import org.jspecify.annotations.NullMarked;
