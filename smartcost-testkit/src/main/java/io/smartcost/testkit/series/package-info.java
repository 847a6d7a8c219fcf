/** Daily cost series with known anomalies, and the scorer that says how much of them a detector found. */
@NullMarked
package io.smartcost.testkit.series;

import org.jspecify.annotations.NullMarked;
