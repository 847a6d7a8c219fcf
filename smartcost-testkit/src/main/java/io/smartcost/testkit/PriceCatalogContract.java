package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.PriceCatalog;
import io.smartcost.spi.PriceCatalog.Product;
import io.smartcost.spi.PriceRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PriceCatalog} does. A subclass hands over a catalogue and names a product that it knows.
 *
 * <pre>{@code
 * class MyPriceCatalogTest extends PriceCatalogContract {
 *     protected PriceCatalog catalog() { return new MyPriceCatalog(PRICES); }
 *     protected Product known() { return new Product("aws", "ec2", "eu-west-1", "m6i.xlarge"); }
 *     protected LocalDate knownOn() { return LocalDate.of(2026, 8, 1); }
 * }
 * }</pre>
 */
public abstract class PriceCatalogContract {
    /** Before there was any cloud to charge for. */
    private static final LocalDate LONG_AGO = LocalDate.of(1990, 1, 1);

    private PriceCatalog catalog;

    /** A catalogue that knows a product. Called once for each test. */
    protected abstract PriceCatalog catalog();

    /** A product that the catalogue has an on-demand price for. */
    protected abstract Product known();

    /** A date on which the price of the known product was valid. */
    protected abstract LocalDate knownOn();

    @BeforeEach
    void openTheCatalog() {
        catalog = catalog();
    }

    @Test
    void aKnownProductHasAPriceOnDemand() {
        assertThat(rows()).isNotEmpty().allMatch(row -> row.product().equals(known()), "is of the product asked for");
        assertThat(rows()).anyMatch(row -> row.term().equals("on-demand"), "is on demand");
    }

    @Test
    void aRowSaysAllThatAPriceNeeds() {
        for (PriceRow row : rows()) {
            assertThat(row.meter()).as("%s", row).isNotBlank();
            assertThat(row.unit()).as("%s", row).isNotBlank();
            assertThat(row.term()).as("%s", row).isNotBlank();
            assertThat(Currency.getAvailableCurrencies())
                    .extracting(Currency::getCurrencyCode)
                    .contains(row.currency());
            assertThat(row.price()).as("%s", row).isNotNegative();
            assertThat(row.upfront()).as("%s", row).isNotNegative();
            assertThat(row.tierFrom()).as("%s", row).isNotNegative();
        }
    }

    @Test
    void nothingIsPaidUpFrontOnDemand() {
        for (PriceRow row : rows()) {
            if (row.term().equals("on-demand")) {
                assertThat(row.payment()).as("%s", row).isEmpty();
                assertThat(row.upfront()).as("%s", row).isZero();
            }
        }
    }

    @Test
    void thereIsOneRowForEachMeterTermPaymentAndTier() {
        Set<List<Object>> seen = new HashSet<>();
        for (PriceRow row : rows()) {
            List<Object> place = List.of(
                    row.meter(),
                    row.term(),
                    row.payment(),
                    row.currency(),
                    row.tierFrom().stripTrailingZeros());
            assertThat(seen.add(place))
                    .as("%s is the only row of its place", row)
                    .isTrue();
        }
    }

    @Test
    void tiersStartAtZero() {
        Map<List<String>, BigDecimal> firstTiers = rows().stream()
                .collect(Collectors.toMap(
                        row -> List.of(row.meter(), row.term(), row.payment(), row.currency()),
                        PriceRow::tierFrom,
                        BigDecimal::min));
        firstTiers.forEach((meter, from) ->
                assertThat(from).as("the first tier of %s", meter).isZero());
    }

    @Test
    void anUnknownProductHasNoPrice() {
        Product known = known();
        for (Product unknown : List.of(
                new Product(known.provider(), known.service(), known.region(), known.sku() + "-unknown"),
                new Product(known.provider(), known.service(), known.region() + "-unknown", known.sku()),
                new Product(known.provider(), known.service() + "-unknown", known.region(), known.sku()),
                new Product(known.provider() + "-unknown", known.service(), known.region(), known.sku()),
                new Product(known.provider(), known.service(), known.region(), "%"),
                new Product(known.provider(), known.service(), known.region(), "' OR '1'='1"),
                new Product(known.provider(), known.service(), known.region(), ""),
                new Product("", "", "", ""))) {
            assertThat(catalog.find(unknown, knownOn())).as("%s", unknown).isEmpty();
        }
    }

    @Test
    void aPriceIsNotValidBeforeItWasMade() {
        assertThat(catalog.find(known(), LONG_AGO)).isEmpty();
    }

    @Test
    void theVintageIsTheDateOfTheNewestPrice() {
        LocalDate vintage = catalog.vintage(known().provider()).orElseThrow();
        assertThat(rows()).allMatch(row -> !row.asOf().isAfter(vintage), "is not newer than " + vintage);
    }

    @Test
    void anUnknownProviderHasNoVintage() {
        assertThat(catalog.vintage(known().provider() + "-unknown")).isEmpty();
        assertThat(catalog.vintage("")).isEmpty();
    }

    @Test
    void manyMayLookAtOnce() {
        Set<PriceRow> expected = new HashSet<>(rows());
        for (List<PriceRow> found : Together.run(8, this::rows)) {
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private List<PriceRow> rows() {
        return catalog.find(known(), knownOn());
    }
}
