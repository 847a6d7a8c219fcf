package io.smartcost.testkit;

import io.smartcost.spi.Secret;
import io.smartcost.spi.SecretSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretSourceKitTest {
    private static final String REFERENCE = "map:SLACK_TOKEN";
    private static final String VALUE = "xoxb-1-Geheim";

    @Test
    void aCorrectSourcePasses() {
        Source.fault = UnaryOperator.identity();
        Kit.assertPasses(Source.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultIsFound(Fault broken) {
        Source.fault = broken.fault;
        Kit.assertFails(Source.class, broken.foundBy);
    }

    /** Run by the kit only. */
    static class Source extends SecretSourceContract {
        private static UnaryOperator<SecretSource> fault;
        private final Map<String, String> secrets = new ConcurrentHashMap<>(Map.of(REFERENCE, VALUE));

        @Override
        protected SecretSource source() {
            return fault.apply(
                    reference -> Optional.ofNullable(secrets.get(reference)).map(Secret::new));
        }

        @Override
        protected String knownReference() {
            return REFERENCE;
        }

        @Override
        protected String knownValue() {
            return VALUE;
        }

        @Override
        protected String unknownReference() {
            return "map:OTHER_TOKEN";
        }

        @Override
        protected void change(String newValue) {
            secrets.put(REFERENCE, newValue);
        }
    }

    enum Fault {
        KEEPS_WHAT_IT_RESOLVED("aChangedSecretIsSeenAtTheNextUse", source -> {
            Map<String, Optional<Secret>> kept = new ConcurrentHashMap<>();
            return reference -> kept.computeIfAbsent(reference, source::resolve);
        }),
        THROWS_FOR_WHAT_IT_DOES_NOT_HAVE("anUnknownReferenceGivesNothing", source -> reference -> {
            return Optional.of(source.resolve(reference).orElseThrow());
        }),
        TAKES_NOTHING_FOR_AN_EMPTY_SECRET("anUnknownReferenceGivesNothing", source -> reference -> {
            return Optional.of(source.resolve(reference).orElse(new Secret("")));
        }),
        TRIMS_REFERENCES("referencesAreComparedExactly", source -> reference -> source.resolve(reference.trim())),
        CUTS_THE_SECRET_OFF("aKnownReferenceGivesItsSecret", source -> reference -> {
            return source.resolve(reference)
                    .map(secret -> new Secret(secret.reveal().split("-", 2)[0]));
        }),
        FOLDS_THE_SECRET("aKnownReferenceGivesItsSecret", source -> reference -> {
            return source.resolve(reference)
                    .map(secret -> new Secret(secret.reveal().toLowerCase(Locale.ROOT)));
        }),
        BREAKS_ON_WHAT_IS_NO_REFERENCE("whatIsNoReferenceGivesNothing", source -> reference -> {
            return source.resolve(reference.split(":", 2)[0] + ":" + reference.split(":", 2)[1]);
        }),
        TELLS_THE_SECRET_WHEN_IT_REFUSES("whatIsNoReferenceGivesNothing", source -> reference -> {
            if (reference.isBlank()) {
                throw new IllegalArgumentException("Not one of {" + REFERENCE + "=" + VALUE + "}");
            }
            return source.resolve(reference);
        }),
        SHOWS_THE_SECRET("nothingShowsTheSecretByAccident", source -> new SecretSource() {
            @Override
            public Optional<Secret> resolve(String reference) {
                return source.resolve(reference);
            }

            @Override
            public String toString() {
                return "SecretSource{" + REFERENCE + "=" + VALUE + "}";
            }
        });

        private final String foundBy;
        private final UnaryOperator<SecretSource> fault;

        Fault(String foundBy, UnaryOperator<SecretSource> fault) {
            this.foundBy = foundBy;
            this.fault = fault;
        }
    }
}
