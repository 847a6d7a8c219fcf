/** Why costs changed: exact breakdowns of the difference between two periods. */
@NullMarked
package io.smartcost.insight;

import org.jspecify.annotations.NullMarked;
