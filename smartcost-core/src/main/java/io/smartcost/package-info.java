/** The way in: {@link io.smartcost.SmartCost} wires providers and stores, and everything is asked of it. */
@NullMarked
package io.smartcost;

import org.jspecify.annotations.NullMarked;
