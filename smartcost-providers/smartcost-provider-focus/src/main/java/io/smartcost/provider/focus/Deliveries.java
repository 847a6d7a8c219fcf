package io.smartcost.provider.focus;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Where a cloud delivers its exports. Implemented once for each place, such as a bucket; {@link DeliveredCosts} does the rest. Used
 * by many threads at once. Any method may throw {@link RetryableException} for what may pass, and {@link SmartCostException} for what
 * may not; a plain {@link IOException} is taken for something that may pass. Whoever implements it puts a time limit on each call,
 * and on each read of a stream.
 */
public interface Deliveries {
    /**
     * The newest complete delivery of each billing period, in any order; those that are still being written are left out. The
     * periods do not overlap. Called at least twice a fetch: a listing should do for it, without reading what was delivered.
     */
    List<Delivery> newest() throws IOException;

    /** The files of a delivery, all of which are read; one that is listed twice is read once. */
    List<DeliveredFile> files(Delivery delivery) throws IOException;

    /**
     * A file's content, CSV or gzipped CSV; closed by the caller. It ends early in an exception, not in silence, if the connection
     * breaks off.
     *
     * @throws FileNotFoundException if it is not there any more
     */
    InputStream open(Delivery delivery, DeliveredFile file) throws IOException;
}
