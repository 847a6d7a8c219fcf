/** What Google Cloud costs, from the Cloud Billing export in BigQuery. */
@NullMarked
package io.smartcost.provider.gcp;

import org.jspecify.annotations.NullMarked;
