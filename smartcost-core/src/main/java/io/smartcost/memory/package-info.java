/** Stores that keep everything in memory: for a first look, for tests, and for data that may be fetched again. */
@NullMarked
package io.smartcost.memory;

import org.jspecify.annotations.NullMarked;
