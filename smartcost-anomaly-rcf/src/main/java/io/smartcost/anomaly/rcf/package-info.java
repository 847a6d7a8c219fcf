/** Random Cut Forest as a detector of anomalies. */
@NullMarked
package io.smartcost.anomaly.rcf;

import org.jspecify.annotations.NullMarked;
