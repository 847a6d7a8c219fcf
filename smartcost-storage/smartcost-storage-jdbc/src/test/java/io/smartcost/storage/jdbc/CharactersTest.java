package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.Texts;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void encodedTextsComeBackAndKeepOrderBeginningsAndParts(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = text(random, 12);
            String other = random.nextBoolean() ? text(random, 3) : text.substring(random.nextInt(text.length() + 1));
            String encoded = Characters.encode(text);
            String otherEncoded = Characters.encode(other);
            assertThat(encoded).doesNotContain("\0");
            assertThat(Characters.decode(encoded)).isEqualTo(text);
            assertThat(Integer.signum(Texts.ORDER.compare(encoded, otherEncoded)))
                    .isEqualTo(Integer.signum(Texts.ORDER.compare(text, other)));
            assertThat(encoded.startsWith(otherEncoded)).isEqualTo(text.startsWith(other));
            assertThat(encoded.contains(otherEncoded)).isEqualTo(text.contains(other));
        }
    }

    private static String text(Random random, int longest) {
        return random.ints(random.nextInt(longest + 1), 0, 8)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void halfACharacterIsRefusedWithItsPlace() {
        assertThat(Characters.requireWhole("ServiceName", "a\ud83d\ude80b")).isEqualTo("a\ud83d\ude80b");
        for (String half : new String[] {"a\ud83d", "a\ud83db", "a\ude80\ud83d"}) {
            assertThatThrownBy(() -> Characters.requireWhole("ServiceName", half))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ServiceName has half of a surrogate pair at 1");
        }
    }
}
