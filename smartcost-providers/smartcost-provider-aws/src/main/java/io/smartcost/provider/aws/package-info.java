/** What AWS costs, read from Cost Explorer. */
@NullMarked
package io.smartcost.provider.aws;

import org.jspecify.annotations.NullMarked;
