package io.smartcost.provider.focus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks what is packed, told by its first two bytes: names lie where a download has unpacked on its way. */
final class Gzip {
    private static final int BUFFER = 64 << 10;

    private Gzip() {}

    static InputStream unpack(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(2);
        boolean packed = buffered.read() == 0x1F && buffered.read() == 0x8B;
        buffered.reset();
        if (!packed) {
            return buffered;
        }
        try {
            return new GZIPInputStream(buffered, BUFFER);
        } catch (IOException e) {
            return new Broken(buffered, e);
        }
    }

    /** Fails when it is read, so that a file broken at its start is reported like one broken further on. */
    private static final class Broken extends InputStream {
        private final InputStream in;
        private final IOException failure;

        Broken(InputStream in, IOException failure) {
            this.in = in;
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            throw failure;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
