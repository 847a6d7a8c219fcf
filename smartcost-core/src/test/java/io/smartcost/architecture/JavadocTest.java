package io.smartcost.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.api.Test;

class JavadocTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void everyPublicTypeOfCoreSaysWhatItIs() throws IOException {
        List<JavaFileObject> sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(JavadocTest::read)
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThan(50);
        assertThat(UndocumentedTypes.in(sources)).isEmpty();
    }

    @Test
    void everyMissingCommentIsFound() throws IOException {
        String source = """
                package p;
                // not Javadoc
                public class Bare {
                    /** Fine. */
                    @Deprecated
                    public static final class Documented {
                        /* not Javadoc */
                        public enum NestedTwice { /** Of a constant, not of the type. */ ONE }
                    }
                    private record Hidden(int x) {}
                    public interface Open {
                        record Implicit(String text) {}
                    }
                }
                class PackagePrivate { public static class NobodySees {} }
                """;
        assertThat(UndocumentedTypes.in(List.of(new Source("Bare.java", source))))
                .containsExactlyInAnyOrder("p.Bare", "p.NestedTwice", "p.Open", "p.Implicit");
    }

    private static JavaFileObject read(Path file) {
        try {
            return new Source(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String path, String text) {
            super(URI.create("string:///" + path.replace('\\', '/')), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
