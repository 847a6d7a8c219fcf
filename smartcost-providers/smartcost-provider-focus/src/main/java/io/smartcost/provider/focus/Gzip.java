package io.smartcost.provider.focus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks what is packed, told by its first two bytes: names lie where a download has unpacked on its way. */
final class Gzip {
    private static final int BUFFER = 64 << 10;

    private Gzip() {}

    static InputStream unpack(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(2);
        boolean packed = buffered.read() == 0x1F && buffered.read() == 0x8B;
        buffered.reset();
        return packed ? new GzipMembers(buffered) : buffered;
    }
}
