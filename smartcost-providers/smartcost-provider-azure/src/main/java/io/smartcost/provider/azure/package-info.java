/** Reads what Azure scopes cost from Cost Management, as sums from its Query interface or line by line from its exports. */
@NullMarked
package io.smartcost.provider.azure;

import org.jspecify.annotations.NullMarked;
