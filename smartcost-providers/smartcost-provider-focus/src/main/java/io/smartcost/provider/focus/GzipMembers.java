package io.smartcost.provider.focus;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What is packed in a gzip file (RFC 1952), all of its members one after the other, each checked. The JDK's own stream takes a file for
 * ended when nothing of the next member is {@code available()}, which loses what follows a member that ends with a part of a download;
 * and it passes over what is no member. Not thread-safe.
 */
final class GzipMembers extends InputStream {
    private static final int SIZE = 64 << 10;
    private static final int DEFLATED = 8;
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[SIZE];
    private int position;
    private int limit;
    private boolean withinMember;
    private boolean ended;

    GzipMembers(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!ended && length > 0) {
            if (!withinMember && !startMember()) {
                ended = true;
                break;
            }
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                checksum.update(bytes, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            }
        }
        return ended ? -1 : 0;
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        if (inflater.needsInput()) {
            if (!more()) {
                throw new EOFException("the packed data breaks off");
            }
            inflater.setInput(buffer, position, limit - position);
        }
        try {
            int count = inflater.inflate(bytes, offset, length);
            position = limit - inflater.getRemaining();
            if (inflater.needsDictionary()) {
                throw new ZipException("the packed data needs a dictionary");
            }
            return count;
        } catch (DataFormatException e) {
            throw (IOException) new ZipException("the packed data is damaged").initCause(e);
        }
    }

    /** False at the end of the file. */
    private boolean startMember() throws IOException {
        if (!more()) {
            return false;
        }
        if (next() != 0x1F || next() != 0x8B || next() != DEFLATED) {
            throw new ZipException("what follows is not gzip");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        for (int texts = Integer.bitCount(flags & (NAME | COMMENT)); texts > 0; texts--) {
            int character;
            do {
                character = next();
            } while (character != 0);
        }
        if ((flags & HEADER_CHECK) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(buffer, position, limit - position);
        checksum.reset();
        withinMember = true;
        return true;
    }

    private void endMember() throws IOException {
        long sum = number();
        long size = number();
        if (sum != checksum.getValue() || size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new ZipException("the checksum of the packed data is wrong");
        }
        withinMember = false;
    }

    private long number() throws IOException {
        return next() | (long) next() << 8 | (long) next() << 16 | (long) next() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (!more()) {
            throw new EOFException("the packed data breaks off");
        }
        return buffer[position++] & 0xFF;
    }

    /** Whether there is a byte at the position, read now if need be. */
    private boolean more() throws IOException {
        while (position == limit) {
            int count = in.read(buffer, 0, SIZE);
            if (count < 0) {
                return false;
            }
            position = 0;
            limit = count;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
