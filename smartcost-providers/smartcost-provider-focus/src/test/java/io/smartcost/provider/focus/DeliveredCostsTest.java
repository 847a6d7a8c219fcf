package io.smartcost.provider.focus;

import static io.smartcost.provider.focus.Shelf.csv;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import io.smartcost.testkit.FixedClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DeliveredCostsTest {
    private static final DayRange JULY = DayRange.month(YearMonth.of(2026, 7));
    private static final DayRange AUGUST = DayRange.month(YearMonth.of(2026, 8));

    private final Shelf shelf = new Shelf();
    private final DeliveredCosts costs = DeliveredCosts.of(shelf).withClock(FixedClock.at("2026-08-10T12:00:00Z"));

    @Test
    void a_running_period_is_sent_as_far_as_it_was_delivered() {
        shelf.deliver("2026-08", "2026-08-06", csv("2026-08-01 1", "2026-08-03 2"));
        Received received = fetch(costs, AUGUST);

        assertThat(received.days.keySet())
                .containsExactlyElementsOf(
                        days("2026-08-01", "2026-08-06").days().toList());
        assertThat(received.completeness)
                .containsEntry(day("2026-08-02"), Completeness.ESTIMATED)
                .containsEntry(day("2026-08-03"), Completeness.ESTIMATED)
                .containsEntry(day("2026-08-04"), Completeness.PARTIAL)
                .containsEntry(day("2026-08-05"), Completeness.PARTIAL);
    }

    @Test
    void a_period_that_is_over_and_settled_is_final_to_its_last_day() {
        shelf.deliver("2026-06", "2026-07-10", csv("2026-06-05 1"));
        Received received = fetch(costs, DayRange.month(YearMonth.of(2026, 6)));

        assertThat(received.days).hasSize(30);
        assertThat(received.completeness.values()).containsOnly(Completeness.FINAL);
    }

    @Test
    void a_day_is_partial_until_its_charges_had_time_to_arrive() {
        shelf.deliver("2026-08", "2026-08-06", csv("2026-08-01 1", "2026-08-06 2"));
        Received received = fetch(costs.loadedAfter(Duration.ofHours(24)), AUGUST);

        assertThat(received.completeness)
                .hasSize(6)
                .containsEntry(day("2026-08-04"), Completeness.ESTIMATED)
                .containsEntry(day("2026-08-05"), Completeness.PARTIAL)
                .containsEntry(day("2026-08-06"), Completeness.PARTIAL);
        assertThat(fetch(costs, AUGUST).completeness)
                .containsEntry(day("2026-08-05"), Completeness.ESTIMATED)
                .containsEntry(day("2026-08-06"), Completeness.PARTIAL);
        assertThatThrownBy(() -> costs.loadedAfter(Duration.ofHours(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> costs.finalAfter(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Taxes and fees for support come in the first days of the next month. */
    @Test
    void a_period_that_was_delivered_right_after_its_end_is_never_final() {
        shelf.deliver("2026-06", "2026-07-05", csv("2026-06-05 1"));
        DayRange june = DayRange.month(YearMonth.of(2026, 6));

        assertThat(fetch(costs, june).completeness.values()).hasSize(30).containsOnly(Completeness.ESTIMATED);
        assertThat(fetch(costs.closedAfter(Duration.ofDays(4)), june)
                        .completeness
                        .values())
                .containsOnly(Completeness.FINAL);
        shelf.deliver("2026-06", "2026-07-06", csv("2026-06-05 1"));
        assertThat(fetch(costs, june).completeness.values()).containsOnly(Completeness.FINAL);
        assertThatThrownBy(() -> costs.closedAfter(Duration.ofDays(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    /** As if the export had been switched off. */
    @Test
    void a_period_that_was_not_over_when_it_was_delivered_is_never_final() {
        shelf.deliver("2026-05", "2026-05-20", csv("2026-05-18 1"));
        Received received = fetch(costs, DayRange.month(YearMonth.of(2026, 5)));

        assertThat(received.completeness.values()).hasSize(19).containsOnly(Completeness.ESTIMATED);
    }

    @Test
    void charges_outside_of_their_period_come_with_their_day() {
        shelf.deliver("2026-06", "2026-07-10", csv("2026-06-05 1", "2026-07-02 0.5"));
        shelf.deliver("2026-07", "2026-08-10", csv("2026-07-02 2", "2026-06-05 4"));
        shelf.deliver("2026-08", "2026-08-10", csv("2026-08-01 8", "2026-06-05 16"));

        assertThat(fetch(costs, JULY).billed()).isEqualByComparingTo("2.5");
        assertThat(fetch(costs, DayRange.of(day("2026-06-05"))).billed()).isEqualByComparingTo("21");
        assertThat(fetch(costs, AUGUST).billed()).isEqualByComparingTo("8");
    }

    /** Such as capacity that is paid months before it is used. */
    @Test
    void a_charge_that_is_billed_months_before_it_begins_comes_with_its_day() {
        shelf.deliver("2025-10", "2025-11-10", csv("2025-10-05 1", "2026-08-02 100"));
        shelf.deliver("2026-07", "2026-08-10", csv("2026-07-05 1"));
        shelf.deliver("2026-08", "2026-08-10", csv("2026-08-02 2"));
        DayRange one = DayRange.of(day("2026-08-02"));

        assertThat(fetch(costs, one).billed()).isEqualByComparingTo("102");
        DeliveredCosts short9 = costs.lookBack(9);
        assertThat(fetch(short9, one).billed()).isEqualByComparingTo("2");
        fetch(short9, DayRange.of(day("2025-10-06")));
        assertThat(fetch(short9, one).billed()).isEqualByComparingTo("102");
        assertThatThrownBy(() -> costs.lookBack(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_learnt_stays_when_another_period_is_delivered_anew() {
        shelf.deliver("2026-06", "2026-07-10", csv("2026-06-05 1"));
        shelf.deliver("2026-07", "2026-08-10", csv("2026-07-05 1"));
        shelf.deliver("2026-08", "2026-08-10", csv("2026-08-02 2"));
        // Of June nothing is asked for, so that it may change meanwhile.
        shelf.onOpen = () -> {
            if (shelf.opened.size() == 2) {
                shelf.deliver("2026-06", "2026-07-11", csv("2026-06-05 2"));
            }
        };
        assertThat(fetch(costs, AUGUST).billed()).isEqualByComparingTo("2");
        shelf.onOpen = () -> {
            if (shelf.opened.size() == 3) {
                shelf.deliver("2026-08", "2026-08-10", csv("2026-08-02 3"));
            }
        };
        assertThatThrownBy(() -> fetch(costs, AUGUST)).isInstanceOf(RetryableException.class);
        shelf.opened.clear();

        assertThat(fetch(costs, AUGUST).billed()).isEqualByComparingTo("3");
        assertThat(shelf.opened).containsExactly("2026-08/a.csv");
    }

    @Test
    void a_charge_of_a_period_that_is_not_there_is_refused_and_its_day_not_sent() {
        shelf.deliver("2026-08", "2026-08-10", csv("2026-08-01 8", "2026-07-31 16"));
        Received received = fetch(costs, days("2026-07-01", "2026-09-01"));

        assertThat(received.days.firstKey()).isEqualTo(day("2026-08-01"));
        assertThat(received.billed()).isEqualByComparingTo("8");
        assertThat(received.refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(3);
            assertThat(refusal.reason()).contains("2026-07-31", "is sent once that period is delivered");
        });
        assertThat(fetch(costs, AUGUST).refusals).isEmpty();
    }

    @Test
    void what_has_no_charges_of_the_asked_days_is_read_once() {
        shelf.deliver("2026-05", "2026-06-10", csv("2026-05-05 1"));
        shelf.deliver("2026-06", "2026-07-10", csv("2026-06-05 1"));
        shelf.deliver("2026-07", "2026-08-10", csv("2026-07-02 2"));
        shelf.deliver("2026-08", "2026-08-10", csv("2026-08-01 8", "2026-06-05 16"));

        fetch(costs, AUGUST);
        assertThat(shelf.opened).containsExactly("2026-05/a.csv", "2026-06/a.csv", "2026-07/a.csv", "2026-08/a.csv");
        fetch(costs, JULY);
        assertThat(shelf.opened.subList(4, shelf.opened.size())).containsExactly("2026-07/a.csv");
        fetch(costs, DayRange.of(day("2026-06-05")));
        assertThat(shelf.opened.subList(5, shelf.opened.size())).containsExactly("2026-06/a.csv", "2026-08/a.csv");
        fetch(costs, DayRange.of(day("2026-06-06")));
        assertThat(shelf.opened).hasSize(7);
        shelf.deliver("2026-07", "2026-08-10", csv("2026-07-02 2", "2026-06-06 3"));
        assertThat(fetch(costs, DayRange.of(day("2026-06-06"))).billed()).isEqualByComparingTo("3");
    }

    @Test
    void more_days_than_are_remembered_are_all_found() {
        String[] rows = new String[1_000];
        Arrays.setAll(rows, i -> day("2023-01-01").plusDays(i) + " 1");
        shelf.deliver("2023-01", "2026-08-10", csv(), csv(rows));
        DayRange one = DayRange.of(day("2023-01-20"));

        assertThat(fetch(costs, one).billed()).isEqualByComparingTo("1");
        assertThat(fetch(costs, one).billed()).isEqualByComparingTo("1");
    }

    @Test
    void a_period_that_is_delivered_anew_while_it_is_read_is_read_again_by_the_next_try() {
        shelf.deliver("2026-08", "2026-08-10", csv("2026-08-01 8"), csv("2026-08-02 8"));
        shelf.onOpen = () -> {
            shelf.onOpen = () -> {};
            shelf.deliver("2026-08", "2026-08-10", csv("2026-08-01 1"), csv("2026-08-02 1"));
        };

        Received received = new Received();
        assertThatThrownBy(() -> costs.fetch(ShelfProvider.ACCOUNT, AUGUST, received))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("delivered anew");
        assertThat(received.days).isEmpty();
        assertThat(fetch(costs, AUGUST).billed()).isEqualByComparingTo("2");
    }

    @Test
    void a_file_that_vanishes_may_come_back() {
        shelf.deliver("2026-08", "2026-08-10", csv("2026-08-01 8"), csv("2026-08-02 8"));
        Shelf.Lot lot = shelf.lots.get(YearMonth.of(2026, 8));
        shelf.onOpen = () -> shelf.lots.put(
                YearMonth.of(2026, 8), new Shelf.Lot(lot.delivery(), lot.files().subList(0, 1), lot.contents()));

        Received received = new Received();
        assertThatThrownBy(() -> costs.fetch(ShelfProvider.ACCOUNT, AUGUST, received))
                .isInstanceOf(RetryableException.class)
                .hasMessageContainingAll("2026-08/b.csv", "2026-08/manifest");
        assertThat(received.days).isEmpty();
    }

    @Test
    void a_connection_that_breaks_off_is_no_broken_file() {
        shelf.deliver("2026-08", "2026-08-10", csv("2026-08-01 8"));
        Deliveries breaking = new Breaking(shelf);

        assertThatThrownBy(() -> fetch(DeliveredCosts.of(breaking), AUGUST))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("2026-08/a.csv");
    }

    @Test
    void a_file_that_is_stored_broken_is_read_as_far_as_it_goes_and_everything_partial() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(csv("2026-08-01 8").getBytes(UTF_8));
        }
        shelf.deliver("2026-08", "2026-08-10", List.of(Arrays.copyOf(packed.toByteArray(), packed.size() - 4)), null);
        for (int twice = 0; twice < 2; twice++) {
            Received received = fetch(costs, AUGUST);

            assertThat(received.completeness.values()).hasSize(9).containsOnly(Completeness.PARTIAL);
            assertThat(received.refusals).extracting(Refusal::source).containsExactly("2026-08/a.csv");
        }
    }

    @Test
    void a_file_with_fewer_rows_than_promised_makes_everything_partial() {
        shelf.deliver("2026-08", "2026-08-10", List.of(csv("2026-08-01 8").getBytes(UTF_8)), 2L);
        Received received = fetch(costs, AUGUST);

        assertThat(received.billed()).isEqualByComparingTo("8");
        assertThat(received.completeness.values()).containsOnly(Completeness.PARTIAL);
        assertThat(received.refusals)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains("1 rows", "promises 2"));
        shelf.deliver(
                "2026-08",
                "2026-08-10",
                List.of(csv("2026-08-01 8", "2026-08-01 x").getBytes(UTF_8)),
                2L);
        assertThat(fetch(costs, AUGUST).refusals).extracting(Refusal::line).containsExactly(3L);
    }

    @Test
    void a_delivery_without_files_or_with_an_empty_one_wipes_nothing_out() {
        shelf.deliver("2026-06", "2026-07-20");
        shelf.deliver("2026-07", "2026-08-09", csv("2026-07-05 1"));
        for (int twice = 0; twice < 2; twice++) {
            Received received = fetch(costs, days("2026-06-20", "2026-07-11"));
            assertThat(received.days.keySet())
                    .containsExactlyElementsOf(
                            days("2026-07-01", "2026-07-11").days().toList());
            assertThat(received.refusals).extracting(Refusal::source).containsExactly("2026-06/manifest");
            assertThat(fetch(costs, JULY).refusals).isEmpty();
        }
        shelf.deliver("2026-06", "2026-07-20", csv("2026-06-20 1"), "");
        for (int twice = 0; twice < 2; twice++) {
            Received received = fetch(costs, days("2026-06-20", "2026-07-11"));
            assertThat(received.days.firstKey()).isEqualTo(day("2026-07-01"));
            assertThat(received.completeness.values()).containsOnly(Completeness.PARTIAL);
            assertThat(received.refusals)
                    .extracting(Refusal::source)
                    .containsExactly("2026-06/b.csv", "2026-06/manifest");
        }
        shelf.deliver("2026-06", "2026-07-20", csv("2026-06-20 1"), csv());
        assertThat(fetch(costs, days("2026-06-20", "2026-07-11")).days).hasSize(21);
    }

    /** A cloud that promises no rows may leave the header out as well. */
    @Test
    void an_empty_file_that_was_promised_is_no_costs() {
        shelf.deliver("2026-06", "2026-07-20", List.of(new byte[0]), 0L);

        Received received = fetch(costs, DayRange.month(YearMonth.of(2026, 6)));
        assertThat(received.days).hasSize(30);
        assertThat(received.refusals).isEmpty();
        shelf.deliver("2026-06", "2026-07-20", List.of(new byte[0]), 3L);
        assertThat(fetch(costs, DayRange.month(YearMonth.of(2026, 6))).days).isEmpty();
    }

    @Test
    void periods_that_overlap_are_not_added_up() {
        shelf.deliver("2026-08", "2026-08-10", csv("2026-08-01 8"));
        Shelf.Lot lot = shelf.lots.get(YearMonth.of(2026, 8));
        shelf.lots.put(
                YearMonth.of(2026, 9),
                new Shelf.Lot(
                        new Delivery("other", days("2026-08-31", "2026-09-30"), "v", Instant.EPOCH),
                        lot.files(),
                        lot.contents()));

        assertThatThrownBy(() -> fetch(costs, AUGUST))
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContainingAll("2026-08/manifest", "other");
    }

    @Test
    void nothing_delivered_is_nothing_sent() {
        assertThat(fetch(costs, AUGUST).days).isEmpty();
    }

    @Test
    void another_format_is_read_row_by_row() {
        RowFormat format = columns -> new RowFormat.Reader() {
            private final Columns.Column<Instant> when = columns.time("when");
            private final Columns.Column<BigDecimal> cents = columns.decimal("cents");
            private final Columns.Column<String> none = columns.text("none");

            @Override
            public Instant start() throws BadCell {
                Instant start = when.value();
                if (start == null) {
                    throw new BadCell("when", "It is empty");
                }
                return start;
            }

            @Override
            public CostRecord record() throws BadCell {
                return CostRecord.startingAt(start())
                        .currency("USD")
                        .decimal(FocusColumn.BILLED_COST, cents.value())
                        .text(FocusColumn.SERVICE_NAME, none.value())
                        .build();
            }
        };
        shelf.deliver(
                "2026-08",
                "2026-08-10",
                "cents,when\n5,2026-08-01\nfive,2026-08-02\nseven,2026-07-02\n6,\n",
                "cents,when,when\n5,2026-08-01,2026-08-01\n");
        Received received = fetch(costs.withFormat(format), AUGUST);

        assertThat(received.billed()).isEqualByComparingTo("5");
        assertThat(received.refusals)
                .extracting(Refusal::source, Refusal::line, Refusal::column)
                .containsExactly(
                        tuple("2026-08/a.csv", 3L, "cents"),
                        tuple("2026-08/a.csv", 5L, "when"),
                        tuple("2026-08/b.csv", 1L, "when"));
    }

    private record Breaking(Shelf shelf) implements Deliveries {
        @Override
        public List<Delivery> newest() {
            return shelf.newest();
        }

        @Override
        public List<DeliveredFile> files(Delivery delivery) {
            return shelf.files(delivery);
        }

        @Override
        public InputStream open(Delivery delivery, DeliveredFile file) throws IOException {
            InputStream whole = shelf.open(delivery, file);
            return new InputStream() {
                private int left = 70;

                @Override
                public int read() throws IOException {
                    if (left-- <= 0) {
                        throw new IOException("reset");
                    }
                    return whole.read();
                }
            };
        }
    }

    private static Received fetch(DeliveredCosts costs, DayRange days) {
        Received received = new Received();
        costs.fetch(ShelfProvider.ACCOUNT, days, received);
        return received;
    }

    private static DayRange days(String from, String to) {
        return new DayRange(day(from), day(to));
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
