package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcost.model.DayRange;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Deliveries in memory: of each month the newest one, which may be replaced at any time. */
final class Shelf implements Deliveries {
    static final String HEADER = "ChargePeriodStart,BillingCurrency,BilledCost,ChargeDescription\n";

    record Lot(Delivery delivery, List<DeliveredFile> files, List<byte[]> contents) {}

    final SortedMap<YearMonth, Lot> lots = new TreeMap<>();
    /** The names of the files that were opened. */
    final List<String> opened = new CopyOnWriteArrayList<>();
    /** Run when a file is opened. */
    Runnable onOpen = () -> {};

    private int versions;

    /** One file for each text. */
    void deliver(String month, String at, String... csv) {
        deliver(month, at, Arrays.stream(csv).map(text -> text.getBytes(UTF_8)).toList(), null);
    }

    void deliver(String month, String at, List<byte[]> contents, Long promised) {
        YearMonth period = YearMonth.parse(month);
        Delivery delivery = new Delivery(
                month + "/manifest", DayRange.month(period), "v" + versions++, Instant.parse(at + "T06:00:00Z"));
        List<DeliveredFile> files = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            files.add(new DeliveredFile(month + "/" + (char) ('a' + i) + ".csv", promised));
        }
        lots.put(period, new Lot(delivery, files, contents));
    }

    static String csv(String... dayAndCost) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (String row : dayAndCost) {
            String[] cells = row.split(" ");
            csv.append(cells[0]).append("T03:00:00Z,USD,").append(cells[1]).append(",\n");
        }
        return csv.toString();
    }

    @Override
    public List<Delivery> newest() {
        return lots.values().stream().map(Lot::delivery).toList();
    }

    @Override
    public List<DeliveredFile> files(Delivery delivery) {
        return lots.get(YearMonth.from(delivery.period().start())).files;
    }

    @Override
    public InputStream open(Delivery delivery, DeliveredFile file) throws FileNotFoundException {
        onOpen.run();
        opened.add(file.name());
        Lot lot = lots.get(YearMonth.from(delivery.period().start()));
        if (lot == null || !lot.files.contains(file)) {
            throw new FileNotFoundException(file.name());
        }
        return new ByteArrayInputStream(lot.contents.get(lot.files.indexOf(file)));
    }
}
