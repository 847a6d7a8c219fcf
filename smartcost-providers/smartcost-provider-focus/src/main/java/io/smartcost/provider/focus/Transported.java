package io.smartcost.provider.focus;

import io.smartcost.spi.RetryableException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Tells a connection that breaks off from a file that is broken: what fails below this may pass, what fails above it, in unpacking,
 * will not.
 */
final class Transported extends FilterInputStream {
    private final String name;

    Transported(InputStream in, String name) {
        super(in);
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw brokeOff(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw brokeOff(e);
        }
    }

    private RetryableException brokeOff(IOException e) {
        return new RetryableException("The connection broke off while " + name + " was read", e);
    }
}
