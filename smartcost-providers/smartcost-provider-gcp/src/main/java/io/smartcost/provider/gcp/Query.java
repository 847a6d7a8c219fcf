package io.smartcost.provider.gcp;

import com.google.api.gax.paging.Page;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQuery.TableDataListOption;
import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatistics.QueryStatistics;
import com.google.cloud.bigquery.JobStatus;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.TableId;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement: measures it, which is free, then starts it, waits until it is done, and reads its pages, which is free again.
 *
 * @param what it is about, for messages
 * @param location where it runs, or null for where BigQuery finds its tables
 * @param cap how many bytes it may read
 * @param timeout how long it may run
 */
record Query(
        BigQuery client,
        Calls calls,
        String what,
        @Nullable String location,
        long cap,
        Duration timeout,
        int rowsPerPage) {
    private static final long FIRST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 2_000;

    /** How many bytes the statement would read, which is what it would cost; the table may grow meanwhile. */
    long bytes(QueryJobConfiguration statement) {
        String measuring = "Measuring the query of " + what;
        Job job = calls.call(
                measuring,
                () -> client.create(JobInfo.of(
                        newJob(), statement.toBuilder().setDryRun(true).build())));
        QueryStatistics statistics = job.getStatistics();
        Long bytes = statistics == null ? null : statistics.getTotalBytesProcessed();
        if (bytes == null) {
            throw new RetryableException(
                    measuring + " failed: BigQuery did not say how much it reads", (Duration) null);
        }
        return bytes;
    }

    /**
     * @param paid is told before a statement is started that costs something
     * @param rows takes each row
     */
    void run(QueryJobConfiguration statement, Runnable paid, Consumer<FieldValueList> rows) {
        long bytes = bytes(statement);
        if (bytes > cap) {
            throw new SmartCostException(
                    "The query of " + what + " would read " + bytes + " bytes, and maxBytesBilled allows "
                            + cap
                            + ". It was not run, so nothing was billed. Ask for fewer days at once (SyncPolicy.longestRange), or allow"
                            + " more with maxBytesBilled");
        }
        if (bytes > 0) {
            paid.run();
        }
        pages(finished(statement), rows);
    }

    private TableId finished(QueryJobConfiguration statement) {
        JobId named = newJob();
        QueryJobConfiguration bounded = statement.toBuilder()
                .setMaximumBytesBilled(cap)
                .setJobTimeoutMs(timeout.toMillis())
                .setLabels(Map.of("smartcost", "billing-export"))
                .build();
        JobId running = named;
        try {
            Job job = calls.call("Starting the query of " + what, () -> client.create(JobInfo.of(named, bounded)));
            JobId started = job.getJobId();
            running = started;
            long end = System.nanoTime() + timeout.toNanos();
            long pause = FIRST_PAUSE;
            while (!JobStatus.State.DONE.equals(job.getStatus().getState())) {
                pause(pause, end);
                pause = Math.min(2 * pause, LONGEST_PAUSE);
                job = calls.call("Waiting for the query of " + what, () -> present(client.getJob(started)));
            }
            running = null;
            return destination(job);
        } finally {
            cancel(running);
        }
    }

    /** Whatever ended the wait for it; if its start was not answered, it may have been started. */
    private void cancel(@Nullable JobId running) {
        if (running != null) {
            Calls.tryTo(() -> client.cancel(running));
        }
    }

    private TableId destination(Job job) {
        BigQueryError error = job.getStatus().getError();
        if (error != null) {
            throw Failures.of("The query of " + what, error);
        }
        TableId destination = job.<QueryJobConfiguration>getConfiguration().getDestinationTable();
        if (destination == null) {
            throw new RetryableException("BigQuery did not say where the result of " + what + " is", (Duration) null);
        }
        return destination;
    }

    private Job present(@Nullable Job job) {
        if (job == null) {
            throw new RetryableException("BigQuery does not know the query of " + what + " any more", (Duration) null);
        }
        return job;
    }

    private void pause(long millis, long end) {
        if (System.nanoTime() - end >= 0) {
            throw new RetryableException(
                    "The query of " + what + " took more than " + timeout
                            + " and was cancelled. Allow more with withTimeout, or ask for fewer days at once",
                    (Duration) null);
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SmartCostException("The query of " + what + " was interrupted and is cancelled", e);
        }
    }

    private void pages(TableId result, Consumer<FieldValueList> rows) {
        String reading = "Reading the result of " + what;
        Set<String> seen = new HashSet<>();
        TableDataListOption size = TableDataListOption.pageSize(rowsPerPage);
        Page<FieldValueList> page = calls.call(reading, () -> client.listTableData(result, size));
        while (true) {
            page.getValues().forEach(rows);
            String token = page.getNextPageToken();
            if (token == null || token.isEmpty()) {
                return;
            }
            if (!seen.add(token)) {
                throw new SmartCostException(
                        reading + " does not end: after " + seen.size()
                                + " pages BigQuery named a page that was read already. The days that were whole are kept; try again later");
            }
            // The page's own way to the next one forgets how long pages may be.
            page = calls.call(reading, () -> client.listTableData(result, size, TableDataListOption.pageToken(token)));
        }
    }

    /** A name of our own, so that the query can be cancelled even if the answer to its start was lost. */
    private JobId newJob() {
        return JobId.newBuilder()
                .setJob("smartcost_" + UUID.randomUUID())
                .setLocation(location)
                .build();
    }
}
