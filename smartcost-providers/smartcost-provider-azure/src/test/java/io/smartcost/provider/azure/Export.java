package io.smartcost.provider.azure;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Delivers runs of a FOCUS export as Cost Management does: parts, and a manifest last. */
final class Export {
    private static final String HEADER =
            "BilledCost,BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,"
                    + "ChargeCategory,ChargePeriodStart,ChargePeriodEnd,EffectiveCost,ListCost,ProviderName,ServiceName,Tags,"
                    + "x_ResourceGroupName\n";

    /** A charge of an export. */
    record Line(LocalDate day, String currency, BigDecimal billed, BigDecimal effective) {
        String csv() {
            YearMonth month = YearMonth.from(day);
            return billed + ",/providers/Microsoft.Billing/billingAccounts/7654321," + currency + "," + month
                    + "-01T00:00:00Z," + month.plusMonths(1) + "-01T00:00:00Z,Usage," + day + "T00:00:00Z,"
                    + day.plusDays(1) + "T00:00:00Z," + effective + ",,Microsoft,Virtual Machines,"
                    + "\"{\"\"Env\"\": \"\"prod\"\"}\",rg-1\n";
        }
    }

    private final BlobContainerClient container;
    private final String folder;
    String type = "FocusCost";
    String format = "Csv";
    String name = "focus";
    boolean gzip = true;
    int linesAPart = 7;
    /** Wrong by so many, for a manifest that does not tell the truth. */
    int moreRows;

    int moreBytes;
    int moreBlobs;
    String blobNamePrefix = "";
    String submitted = "2026-08-10T04:05:06.1234567Z";

    Export(BlobContainerClient container, String folder) {
        this.container = container;
        this.folder = folder;
    }

    /** Into a folder of the period and one of the run. */
    void deliver(YearMonth month, String run, List<Line> lines) {
        String period = month.atDay(1).toString().replace("-", "") + "-"
                + month.atEndOfMonth().toString().replace("-", "");
        deliverInto(folder + "/" + period + "/" + run, month, lines);
    }

    void deliverInto(String path, YearMonth month, List<Line> lines) {
        List<String> blobs = new ArrayList<>();
        long bytes = 0;
        for (int part = 0; part * linesAPart < lines.size() || part == 0; part++) {
            List<Line> some = lines.subList(
                    Math.min(lines.size(), part * linesAPart), Math.min(lines.size(), (part + 1) * linesAPart));
            byte[] csv = (HEADER + some.stream().map(Line::csv).collect(Collectors.joining()))
                    .getBytes(StandardCharsets.UTF_8);
            byte[] content = gzip ? gzipped(csv) : csv;
            String blob = path + "/part_" + part + "_0001.csv" + (gzip ? ".gz" : "");
            upload(blob, content);
            bytes += content.length;
            blobs.add("{\"blobName\":\"" + blobNamePrefix + blob + "\",\"byteCount\":" + (content.length + moreBytes)
                    + ",\"dataRowCount\":" + (some.size() + moreRows) + "}");
        }
        upload(
                path + "/manifest.json",
                ("{\"manifestVersion\":\"2024-04-01\",\"byteCount\":" + bytes + ",\"blobCount\":"
                                + (blobs.size() + moreBlobs)
                                + ",\"dataRowCount\":" + (lines.size() + moreRows * blobs.size())
                                + ",\"exportConfig\":{\"exportName\":\"" + name
                                + "\",\"resourceId\":\"/providers/x/exports/" + name + "\",\"type\":\"" + type
                                + "\",\"dataVersion\":\"1.2-preview\"},\"deliveryConfig\":{\"fileFormat\":\"" + format
                                + "\",\"compressionMode\":\"gzip\"},\"runInfo\":{\"submittedTime\":\"" + submitted
                                + "\",\"startDate\":\"" + month.atDay(1) + "T00:00:00\",\"endDate\":\"" + month.atDay(9)
                                + "T00:00:00\"},\"blobs\":[" + String.join(",", blobs) + "]}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    void upload(String blob, byte[] content) {
        container.getBlobClient(blob).upload(BinaryData.fromBytes(content), true);
    }

    private static byte[] gzipped(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Some lines of each day, the same for the same seed. */
    static List<Line> lines(long seed, LocalDate first, int days, int most, int currencies) {
        Random random = new Random(seed);
        List<Line> lines = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (int i = random.nextInt(most + 1); i >= 0; i--) {
                lines.add(new Line(
                        first.plusDays(day),
                        "C" + (char) ('A' + random.nextInt(currencies)) + "X",
                        amount(random),
                        amount(random)));
            }
        }
        return lines;
    }

    private static BigDecimal amount(Random random) {
        BigDecimal amount = new BigDecimal(new BigInteger(1 + random.nextInt(90), random), random.nextInt(26));
        return random.nextInt(8) == 0 ? amount.negate() : amount;
    }

    static Map<String, BigDecimal> billed(List<Line> lines) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(line.currency, line.billed, BigDecimal::add));
        return sums;
    }

    static Map<String, BigDecimal> effective(List<Line> lines) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(line.currency, line.effective, BigDecimal::add));
        return sums;
    }
}
