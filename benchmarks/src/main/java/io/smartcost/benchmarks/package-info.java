/** What the library costs in time and memory, against what a user would otherwise take. Never published. */
@NullMarked
package io.smartcost.benchmarks;

import org.jspecify.annotations.NullMarked;
