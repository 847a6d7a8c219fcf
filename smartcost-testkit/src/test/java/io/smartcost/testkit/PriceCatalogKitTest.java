package io.smartcost.testkit;

import io.smartcost.spi.PriceCatalog;
import io.smartcost.spi.PriceRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PriceCatalogKitTest {
    private static final PriceCatalog.Product PRODUCT =
            new PriceCatalog.Product("aws", "ec2", "eu-west-1", "m6i.xlarge");
    private static final LocalDate PUBLISHED = LocalDate.of(2026, 7, 1);

    @Test
    void aCorrectCatalogPasses() {
        Catalog.fault = UnaryOperator.identity();
        Kit.assertPasses(Catalog.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultIsFound(Fault broken) {
        Catalog.fault = broken.fault;
        Kit.assertFails(Catalog.class, broken.foundBy);
    }

    /** As little as a catalogue can be. */
    private record ListOfPrices(List<PriceRow> prices) implements PriceCatalog {
        @Override
        public List<PriceRow> find(Product product, LocalDate on) {
            return prices.stream()
                    .filter(row -> row.product().equals(product) && !row.asOf().isAfter(on))
                    .toList();
        }

        @Override
        public Optional<LocalDate> vintage(String provider) {
            return prices.stream()
                    .filter(row -> row.product().provider().equals(provider))
                    .map(PriceRow::asOf)
                    .max(LocalDate::compareTo);
        }
    }

    /** Run by the kit only. */
    static class Catalog extends PriceCatalogContract {
        private static UnaryOperator<PriceCatalog> fault;

        @Override
        protected PriceCatalog catalog() {
            return fault.apply(new ListOfPrices(List.of(
                    row("hour", "0", "on-demand", "", "0", "0.214"),
                    row("hour", "1000", "on-demand", "", "0", "0.2"),
                    row("hour", "0", "reserved-1y", "all-upfront", "1102", "0"))));
        }

        @Override
        protected PriceCatalog.Product known() {
            return PRODUCT;
        }

        @Override
        protected LocalDate knownOn() {
            return PUBLISHED.plusDays(31);
        }
    }

    private static PriceRow row(String unit, String from, String term, String payment, String upfront, String price) {
        return new PriceRow(
                PRODUCT,
                "instance",
                unit,
                new BigDecimal(from),
                term,
                payment,
                new BigDecimal(upfront),
                new BigDecimal(price),
                "USD",
                PUBLISHED);
    }

    enum Fault {
        TAKES_UNKNOWN_FOR_ZERO(
                "anUnknownProductHasNoPrice",
                finding(rows -> rows.isEmpty() ? List.of(row("hour", "0", "on-demand", "", "0", "0")) : rows)),
        FORGETS_THE_FIRST_TIER(
                "tiersStartAtZero",
                finding(rows -> rows.stream()
                        .filter(row -> !row.term().equals("on-demand")
                                || row.tierFrom().signum() > 0)
                        .toList())),
        GIVES_A_ROW_TWICE("thereIsOneRowForEachMeterTermPaymentAndTier", finding(rows -> {
            List<PriceRow> twice = new ArrayList<>(rows);
            twice.addAll(rows);
            return twice;
        })),
        FORGETS_THE_UNIT(
                "aRowSaysAllThatAPriceNeeds",
                finding(rows -> rows.isEmpty() ? rows : List.of(row("", "0", "on-demand", "", "0", "0.214")))),
        WANTS_MONEY_UP_FRONT_ON_DEMAND(
                "nothingIsPaidUpFrontOnDemand",
                finding(rows -> rows.isEmpty() ? rows : List.of(row("hour", "0", "on-demand", "", "1", "0.214")))),
        IGNORES_THE_REGION("anUnknownProductHasNoPrice", catalog -> new Changed(catalog) {
            @Override
            public List<PriceRow> find(Product product, LocalDate on) {
                return super.find(new Product(product.provider(), product.service(), "eu-west-1", product.sku()), on);
            }
        }),
        IGNORES_THE_DATE("aPriceIsNotValidBeforeItWasMade", catalog -> new Changed(catalog) {
            @Override
            public List<PriceRow> find(Product product, LocalDate on) {
                return super.find(product, LocalDate.MAX);
            }
        }),
        IS_OLDER_THAN_ITS_PRICES("theVintageIsTheDateOfTheNewestPrice", catalog -> new Changed(catalog) {
            @Override
            public Optional<LocalDate> vintage(String provider) {
                return super.vintage(provider).map(date -> date.minusDays(1));
            }
        }),
        KNOWS_THE_VINTAGE_OF_NOTHING("anUnknownProviderHasNoVintage", catalog -> new Changed(catalog) {
            @Override
            public Optional<LocalDate> vintage(String provider) {
                return Optional.of(PUBLISHED);
            }
        });

        private final String foundBy;
        private final UnaryOperator<PriceCatalog> fault;

        Fault(String foundBy, UnaryOperator<PriceCatalog> fault) {
            this.foundBy = foundBy;
            this.fault = fault;
        }
    }

    private static class Changed implements PriceCatalog {
        private final PriceCatalog catalog;

        Changed(PriceCatalog catalog) {
            this.catalog = catalog;
        }

        @Override
        public List<PriceRow> find(Product product, LocalDate on) {
            return catalog.find(product, on);
        }

        @Override
        public Optional<LocalDate> vintage(String provider) {
            return catalog.vintage(provider);
        }
    }

    private static UnaryOperator<PriceCatalog> finding(UnaryOperator<List<PriceRow>> change) {
        return catalog -> new Changed(catalog) {
            @Override
            public List<PriceRow> find(Product product, LocalDate on) {
                return change.apply(super.find(product, on));
            }
        };
    }
}
