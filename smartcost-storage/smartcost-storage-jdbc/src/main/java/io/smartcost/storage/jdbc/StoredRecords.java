package io.smartcost.storage.jdbc;

import io.smartcost.model.CostRecord;
import io.smartcost.model.Tenant;
import io.smartcost.spi.PartitionInfo;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The records of one stored partition, read a page at a time in the order in which they were stored. No statement stays open between
 * two pages, so an iteration may be given up, and two may go on side by side. All see the state of the session's transaction.
 */
final class StoredRecords implements Iterable<CostRecord> {
    /** Enough to make the way to the server cheap, and few enough to hold. */
    private static final int PAGE = 2_000;

    private final Session session;
    private final Tenant tenant;
    private final PartitionInfo info;
    private final RecordTable.Decoder decoder;
    private boolean over;

    StoredRecords(Session session, Tenant tenant, PartitionTable.Stored partition) {
        this.session = session;
        this.tenant = tenant;
        this.info = partition.info();
        this.decoder = new RecordTable.Decoder(session.dialect(), partition.filled());
    }

    /** From now on the records cannot be read any more. */
    void end() {
        over = true;
    }

    @Override
    public Iterator<CostRecord> iterator() {
        return new Iterator<>() {
            private Iterator<CostRecord> page = List.<CostRecord>of().iterator();
            private long next;

            @Override
            public boolean hasNext() {
                return next < info.records();
            }

            @Override
            public CostRecord next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                if (!page.hasNext()) {
                    page = page(next).iterator();
                }
                next++;
                return page.next();
            }
        };
    }

    private List<CostRecord> page(long from) {
        String what = "reading " + info.account() + " on " + info.day();
        if (over) {
            throw new IllegalStateException(
                    "The records of " + info.account() + " on " + info.day()
                            + " can be read only until the reader that they were handed to returns; copy what is needed longer");
        }
        Dialect dialect = session.dialect();
        Sql sql = Sql.of("SELECT " + decoder.select() + " FROM " + RecordTable.NAME + " WHERE tenant = ")
                .value(dialect.encode(tenant.id()))
                .add(" AND charge_day = ")
                .value(info.day())
                .add(" AND revision = ")
                .value(Long.valueOf(info.revision()))
                .add(" AND record_number >= ")
                .value(from)
                .add(" AND record_number < ")
                .value(from + PAGE)
                .add(" ORDER BY record_number");
        try {
            List<CostRecord> records = session.read(sql, decoder::record);
            if (records.size() != Math.min(PAGE, info.records() - from)) {
                throw new IllegalStateException(
                        "The database has lost records of " + info.account() + " on " + info.day() + ": "
                                + records.size() + " of those from " + from + " are there. Sync the day again");
            }
            return records;
        } catch (SQLException e) {
            throw Failures.of(what, dialect, e);
        }
    }
}
