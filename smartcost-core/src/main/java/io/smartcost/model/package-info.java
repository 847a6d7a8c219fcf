/** The values everything else speaks of: cost records in FOCUS terms, days, tenants, accounts. All immutable. */
@NullMarked
package io.smartcost.model;

import org.jspecify.annotations.NullMarked;
