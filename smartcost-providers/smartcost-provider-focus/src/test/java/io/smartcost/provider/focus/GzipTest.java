package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GzipTest {
    /** Nothing is available between two parts, as with a file that is downloaded in parts. */
    private static final class Parts extends InputStream {
        private final ByteArrayInputStream bytes;
        private final int size;
        private int left;

        Parts(byte[] bytes, int size) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.size = size;
            this.left = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            left = left == 0 ? size : left;
            int count = bytes.read(to, offset, Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public int available() {
            return Math.min(left, bytes.available());
        }
    }

    static LongStream seeds() {
        return Seeds.some();
    }

    @Test
    void a_member_that_ends_with_a_part_is_not_the_last() throws IOException {
        byte[] first = packed("one\n".getBytes(UTF_8));
        byte[] both = joined(first, packed("two\n".getBytes(UTF_8)));

        assertThat(Gzip.unpack(new Parts(both, first.length)).readAllBytes()).isEqualTo("one\ntwo\n".getBytes(UTF_8));
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void members_of_any_size_in_parts_of_any_size_are_all_read(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] expected = {};
        byte[] file = {};
        for (int member = 1 + random.nextInt(5); member > 0; member--) {
            byte[] content = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(200_000)];
            if (random.nextBoolean()) {
                random.nextBytes(content);
            }
            expected = joined(expected, content);
            file = joined(file, packed(content));
        }
        try (InputStream in = Gzip.unpack(new Parts(file, 1 + random.nextInt(file.length)))) {
            assertThat(in.readAllBytes()).isEqualTo(expected);
        }
    }

    @Test
    void a_header_may_have_all_that_there_is() throws IOException {
        byte[] plain = packed("x".getBytes(UTF_8));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3});
        file.write(new byte[] {3, 0, 9, 9, 9});
        file.write("name\0comment\0".getBytes(UTF_8));
        CRC32 crc = new CRC32();
        crc.update(file.toByteArray());
        file.write((int) crc.getValue() & 0xFF);
        file.write((int) (crc.getValue() >> 8) & 0xFF);
        file.write(plain, 10, plain.length - 10);

        assertThat(Gzip.unpack(new ByteArrayInputStream(file.toByteArray())).readAllBytes())
                .isEqualTo("x".getBytes(UTF_8));
    }

    @Test
    void garbage_after_a_member_and_every_damage_is_told() {
        byte[] good = packed("one line and another\n".getBytes(UTF_8));
        assertFails(joined(good, new byte[] {0, 0, 0}), "not gzip");
        assertFails(joined(good, "PK".repeat(50).getBytes(UTF_8)), "not gzip");
        for (int cut = 2; cut < good.length; cut++) {
            assertFails(Arrays.copyOf(good, cut), "breaks off");
            assertFails(joined(good, Arrays.copyOf(good, cut)), "breaks off");
        }
        byte[] wrong = good.clone();
        wrong[good.length - 6] ^= 1;
        assertFails(wrong, "checksum");
        wrong = good.clone();
        wrong[good.length - 1] ^= 1;
        assertFails(wrong, "checksum");
        wrong = good.clone();
        wrong[10] = (byte) 0xFF;
        assertFails(wrong, "damaged");
    }

    private static void assertFails(byte[] file, String why) {
        assertThatThrownBy(() -> Gzip.unpack(new ByteArrayInputStream(file)).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
