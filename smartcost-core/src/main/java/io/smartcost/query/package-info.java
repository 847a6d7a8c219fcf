/** What may be asked ({@link io.smartcost.query.CostQuery}) and what is answered ({@link io.smartcost.query.CostTable}). */
@NullMarked
package io.smartcost.query;

import org.jspecify.annotations.NullMarked;
