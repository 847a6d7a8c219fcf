package io.smartcost.spi;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Knows public prices. See the package's description for what holds for all plug-ins. */
public interface PriceCatalog {
    /**
     * All price rows for a product in a region that were valid on a date: one for each meter, term, payment and tier. Empty if
     * the catalogue does not know the product there, which is not the same as a price of zero.
     */
    List<PriceRow> find(Product product, LocalDate on);

    /** The date of the newest price in the catalogue of this provider's products, so that a reader can judge how old it is. */
    Optional<LocalDate> vintage(String provider);

    /**
     * What has a price.
     *
     * @param provider such as {@code aws}
     * @param service such as {@code ec2}
     * @param region as the provider names it, or an empty text for what costs the same everywhere
     * @param sku such as {@code m6i.xlarge}
     */
    record Product(String provider, String service, String region, String sku) {}
}
