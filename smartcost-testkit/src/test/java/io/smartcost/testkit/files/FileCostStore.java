package io.smartcost.testkit.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps each partition in a file of its own, for tests that kill the process: what a call has stored when it returns is there when
 * the next process starts, and a partition is never there in part. Several processes may share the folder.
 *
 * <pre>{@code
 * <folder>/<hash of tenant>/<hash of account and day>.json
 * {"provider": "aws", "account": "1234", "day": "2026-08-01", "completeness": "FINAL", "records": 2, "revision": "…"}
 * {"BilledCost": "1.10", "BillingCurrency": "USD", …}
 * {"BilledCost": "2.20", "BillingCurrency": "USD", …}
 * }</pre>
 */
public final class FileCostStore implements CostStore {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;

    public FileCostStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public void replace(Tenant tenant, CostPartition partition) {
        DurableFolder partitions = folder(tenant);
        SourceAccount account = partition.account();
        String name = DurableFolder.name(
                account.provider(), account.id(), partition.day().toString());
        partitions.alone(() -> {
            partitions.write(name, out -> write(partition, out));
            return name;
        });
    }

    @Override
    public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
        for (Path file : select(tenant, selection).values()) {
            CostPartition partition = DurableFolder.readIfThere(file, () -> read(file));
            if (partition != null) {
                reader.accept(partition);
            }
        }
    }

    @Override
    public Page<PartitionInfo> list(Tenant tenant, PartitionSelection selection, PartitionInfo after, int atMost) {
        List<PartitionInfo> found = select(tenant, selection).keySet().stream()
                .filter(info -> after == null || info.compareTo(after) > 0)
                .toList();
        return new Page<>(found.subList(0, Math.min(atMost, found.size())), found.size() > atMost);
    }

    @Override
    public void drop(Tenant tenant, PartitionSelection selection) {
        DurableFolder partitions = folder(tenant);
        partitions.alone(() -> {
            for (Path file : selected(partitions, selection).values()) {
                partitions.delete(file);
            }
            return selection;
        });
    }

    private DurableFolder folder(Tenant tenant) {
        return new DurableFolder(folder.resolve(DurableFolder.name(tenant.id())));
    }

    /** Looks while nobody writes: a folder that changes may list a file twice or not at all. */
    private SortedMap<PartitionInfo, Path> select(Tenant tenant, PartitionSelection selection) {
        DurableFolder partitions = folder(tenant);
        return partitions.alone(() -> selected(partitions, selection));
    }

    private static SortedMap<PartitionInfo, Path> selected(DurableFolder partitions, PartitionSelection selection)
            throws IOException {
        SortedMap<PartitionInfo, Path> selected = new TreeMap<>();
        for (Path file : partitions.files()) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                PartitionInfo info = readInfo(lines);
                if (selection.contains(info.account(), info.day())) {
                    selected.put(info, file);
                }
            }
        }
        return selected;
    }

    private static void write(CostPartition partition, OutputStream out) throws IOException {
        long records = 0;
        for (CostRecord ignored : partition.records()) {
            records++;
        }
        out.write(MAPPER.writeValueAsBytes(Map.of(
                "provider", partition.account().provider(),
                "account", partition.account().id(),
                "day", partition.day().toString(),
                "completeness", partition.completeness().name(),
                "records", records,
                "revision", UUID.randomUUID().toString())));
        out.write('\n');
        for (CostRecord record : partition.records()) {
            out.write(CostRecordJson.write(record));
            out.write('\n');
        }
    }

    private static CostPartition read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            PartitionInfo info = readInfo(lines);
            List<CostRecord> records = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records.add(CostRecordJson.read(line));
            }
            return new CostPartition(info.account(), info.day(), info.completeness(), List.copyOf(records));
        }
    }

    private static PartitionInfo readInfo(BufferedReader lines) throws IOException {
        JsonNode head = MAPPER.readTree(lines.readLine());
        return new PartitionInfo(
                new SourceAccount(
                        head.get("provider").textValue(), head.get("account").textValue()),
                LocalDate.parse(head.get("day").textValue()),
                Completeness.valueOf(head.get("completeness").textValue()),
                head.get("records").longValue(),
                head.get("revision").textValue());
    }
}
