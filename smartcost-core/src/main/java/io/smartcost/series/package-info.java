/**
 * Costs as series of numbers over time, which the engines that estimate are functions of. Here, and nowhere earlier, exact decimals
 * become doubles; nothing that is made of them is an exact figure again.
 */
@NullMarked
package io.smartcost.series;

import org.jspecify.annotations.NullMarked;
