package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.Secret;
import io.smartcost.spi.SecretSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SecretSource} does. A subclass hands over a source that knows one secret.
 *
 * <pre>{@code
 * class MySecretSourceTest extends SecretSourceContract {
 *     protected SecretSource source() { return new MySecretSource(Map.of("SLACK_TOKEN", "xoxb-1-Geheim")); }
 *     protected String knownReference() { return "my:SLACK_TOKEN"; }
 *     protected String knownValue() { return "xoxb-1-Geheim"; }
 *     protected String unknownReference() { return "my:OTHER_TOKEN"; }
 * }
 * }</pre>
 */
public abstract class SecretSourceContract {
    private SecretSource source;

    /** A source that knows one secret. Called once for each test. */
    protected abstract SecretSource source();

    /** A reference to the secret that the source knows. */
    protected abstract String knownReference();

    /** The secret that the source knows: at least 8 characters that appear in no message by chance. */
    protected abstract String knownValue();

    /** A reference of the source's own kind to a secret that it does not have. */
    protected abstract String unknownReference();

    /** Changes the secret that the source knows; a source whose secrets cannot change while a program runs leaves this alone. */
    protected void change(String newValue) {
        Assumptions.abort("The secrets of this source do not change while a program runs");
    }

    @BeforeEach
    void openTheSource() {
        source = source();
    }

    @Test
    void aKnownReferenceGivesItsSecret() {
        assertThat(source.resolve(knownReference()).map(Secret::reveal)).contains(knownValue());
        assertThat(source.resolve(knownReference()).map(Secret::reveal))
                .as("once more")
                .contains(knownValue());
    }

    @Test
    void anUnknownReferenceGivesNothing() {
        assertThat(source.resolve(unknownReference())).isEmpty();
    }

    @Test
    void referencesAreComparedExactly() {
        String known = knownReference();
        for (String other : List.of(
                known + "x", known + " ", " " + known, known + "\u0000", known.substring(0, known.length() - 1))) {
            assertThat(revealed(other)).as("'%s'", other).isEmpty();
        }
    }

    @Test
    void whatIsNoReferenceGivesNothing() {
        List<String> none = new ArrayList<>(List.of(
                "",
                " ",
                ":",
                "env:",
                ":x",
                "x",
                "x:y:z",
                "file:",
                "file:../../nowhere",
                "file:/",
                "../..",
                "/",
                "http://[",
                "%",
                "%zz",
                "${x}",
                "'",
                "\"",
                "\u0000",
                "env:\u0000",
                "=",
                "env:=",
                "\n",
                "\ud83d\ude00",
                "k".repeat(10_000),
                "/".repeat(5_000)));
        none.remove(knownReference());
        for (String reference : none) {
            assertThat(revealed(reference)).as("'%s'", reference).isEmpty();
        }
    }

    @Test
    void aChangedSecretIsSeenAtTheNextUse() {
        assertThat(source.resolve(knownReference()).map(Secret::reveal)).contains(knownValue());
        change(knownValue() + "-changed");
        assertThat(source.resolve(knownReference()).map(Secret::reveal)).contains(knownValue() + "-changed");
    }

    @Test
    void nothingShowsTheSecretByAccident() {
        Optional<Secret> secret = source.resolve(knownReference());
        assertThat(secret.toString()).doesNotContain(knownValue());
        assertThat(source.toString()).doesNotContain(knownValue());
    }

    @Test
    void manyMayResolveAtOnce() {
        List<Optional<String>> resolved = Together.run(8, () -> {
            for (int i = 0; i < 20; i++) {
                assertThat(source.resolve(unknownReference())).isEmpty();
            }
            return source.resolve(knownReference()).map(Secret::reveal);
        });
        assertThat(resolved).containsOnly(Optional.of(knownValue()));
    }

    /** What a reference gives; it may be refused, but then without telling a secret. */
    private Optional<String> revealed(String reference) {
        try {
            return source.resolve(reference).map(Secret::reveal);
        } catch (IllegalArgumentException e) {
            assertThat(everythingIn(e)).doesNotContain(knownValue());
            return Optional.empty();
        }
    }

    /** All that a log would show of a failure. */
    static String everythingIn(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all, true));
        return all.toString();
    }
}
