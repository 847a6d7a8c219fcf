package io.smartcost.provider.focus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of one cell, looked at in place. */
final class Cell {
    static final int LONGEST = 1 << 20;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private byte[] scratch = new byte[256];
    private int from;
    private int to;

    void set(byte[] newBytes, int newFrom, int newTo) {
        bytes = newBytes;
        from = newFrom;
        to = newTo;
    }

    void unescape(byte[] source, int sourceFrom, int sourceTo) {
        if (scratch.length < sourceTo - sourceFrom) {
            scratch = new byte[sourceTo - sourceFrom];
        }
        int length = 0;
        for (int i = sourceFrom; i < sourceTo; i++) {
            scratch[length++] = source[i];
            if (source[i] == '"') {
                i++;
            }
        }
        set(scratch, 0, length);
    }

    int length() {
        return to - from;
    }

    byte at(int index) {
        return bytes[from + index];
    }

    /** Empty, or the word NULL in any case. */
    boolean isNull() {
        int length = to - from;
        return length == 0
                || (length == 4
                        && (bytes[from] | 32) == 'n'
                        && (bytes[from + 1] | 32) == 'u'
                        && (bytes[from + 2] | 32) == 'l'
                        && (bytes[from + 3] | 32) == 'l');
    }

    /** Without the blanks around it. */
    void strip() {
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (from < to && isBlank(bytes[to - 1])) {
            to--;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    int hash() {
        long hash = length();
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (hash >>> 40);
    }

    boolean isSame(byte @Nullable [] other) {
        return other != null && Arrays.equals(bytes, from, to, other, 0, other.length);
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** @throws BadCell if it is not UTF-8, or longer than 1 MiB */
    String text() throws BadCell {
        if (to - from > LONGEST) {
            throw new BadCell("The cell has " + (to - from) + " bytes; at most " + LONGEST + " are accepted");
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decoded();
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private String decoded() throws BadCell {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadCell("The cell is not valid UTF-8. Save the file as UTF-8");
        }
    }

    /** The text, with replacements for what is not UTF-8. */
    String shownWhole() {
        return new String(bytes, from, Math.min(to - from, LONGEST), StandardCharsets.UTF_8);
    }

    /** For a message: short, on one line, whatever is in it. */
    String shown() {
        String text = new String(bytes, from, Math.min(to - from, 60), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\uFFFD]", "?");
        return to - from > 60 ? "'" + text + "…'" : "'" + text + "'";
    }
}
