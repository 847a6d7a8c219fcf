/** What the author of a plug-in tests with: a contract for each interface, realistic costs, a clock to move by hand, faults. */
@NullMarked
package io.smartcost.testkit;

import org.jspecify.annotations.NullMarked;
