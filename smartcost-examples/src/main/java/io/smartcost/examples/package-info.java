/** One small program for each thing that SmartCost does; {@code smartcost-examples/run} lists them. */
@NullMarked
package io.smartcost.examples;

import org.jspecify.annotations.NullMarked;
