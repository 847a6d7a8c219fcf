package io.smartcost.provider.aws;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * An object read in parts of 8 MiB, all of the same version of it. Parts, because a time limit on a call then is one on what it
 * gives, and because no connection waits while its bytes are worked on. Not thread-safe.
 */
final class ObjectParts extends InputStream {
    private static final int PART = 8 << 20;

    private final S3Objects objects;
    private final String key;
    private final String etag;
    private final long size;
    private byte[] part = {};
    private int position;
    private long read;

    ObjectParts(S3Objects objects, String key, String etag, long size) {
        this.objects = objects;
        this.key = key;
        this.etag = etag;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        return more() ? part[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int given = Math.min(length, part.length - position);
        System.arraycopy(part, position, bytes, offset, given);
        position += given;
        return given;
    }

    @Override
    public int available() {
        return part.length - position;
    }

    private boolean more() throws IOException {
        if (position == part.length && read < size) {
            part = objects.bytes(key, etag, read, (int) Math.min(PART, size - read));
            read += part.length;
            position = 0;
        }
        return position < part.length;
    }
}
