/** The costs of Kubernetes clusters, from the allocation interface of OpenCost and Kubecost. */
@NullMarked
package io.smartcost.provider.opencost;

import org.jspecify.annotations.NullMarked;
