package io.smartcost.provider.opencost;

import org.jspecify.annotations.Nullable;

/** What the cost of an allocation is made of: each becomes a record. */
enum Component {
    CPU("cpu", "Kubernetes CPU", "Compute", "cpuCost", "cpuCoreHours", "Core-Hours"),
    RAM("ram", "Kubernetes Memory", "Compute", "ramCost", "ramByteHours", "Byte-Hours"),
    GPU("gpu", "Kubernetes GPU", "Compute", "gpuCost", "gpuHours", "GPU-Hours"),
    NETWORK("network", "Kubernetes Network", "Networking", "networkCost", "networkTransferBytes", "Bytes"),
    LOAD_BALANCER("load-balancer", "Kubernetes Load Balancer", "Networking", "loadBalancerCost", null, null),
    PERSISTENT_VOLUME("pv", "Kubernetes Persistent Volume", "Storage", "pvCost", "pvByteHours", "Byte-Hours"),
    SHARED("shared", "Kubernetes Shared", "Other", "sharedCost", null, null),
    EXTERNAL("external", "Kubernetes External", "Other", "externalCost", null, null),
    /**
     * What the total of an allocation is more or less than its components. The cluster rounds each figure for itself, so nearly
     * every total has some hundred thousandths; a component that a later version adds would be in here too.
     */
    REMAINDER("remainder", "Kubernetes Remainder", "Other", null, null, null);

    final String sku;
    final String service;
    final String category;
    /** The field of the cost; its adjustment's field is named after it. Null for the remainder, which is no field. */
    final @Nullable String cost;

    final @Nullable String quantity;
    final @Nullable String unit;

    Component(
            String sku,
            String service,
            String category,
            @Nullable String cost,
            @Nullable String quantity,
            @Nullable String unit) {
        this.sku = sku;
        this.service = service;
        this.category = category;
        this.cost = cost;
        this.quantity = quantity;
        this.unit = unit;
    }
}
