/**
 * The columnar engine. A tenant's days are immutable {@link io.smartcost.aggregate.Segment}s; {@link
 * io.smartcost.aggregate.Scan} is the hot loop; everything around it decides what need not be scanned.
 */
@NullMarked
package io.smartcost.aggregate;

import org.jspecify.annotations.NullMarked;
