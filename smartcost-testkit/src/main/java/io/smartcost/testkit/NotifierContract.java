package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smartcost.model.SmartCostException;
import io.smartcost.model.Tenant;
import io.smartcost.spi.Notification;
import io.smartcost.spi.Notification.Severity;
import io.smartcost.spi.Notifier;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Notifier} does. A subclass hands over a notifier that talks to a receiver in the test, shows what a reader of
 * that receiver sees, and makes the receiver fail.
 *
 * <pre>{@code
 * class MyNotifierTest extends NotifierContract {
 *     private final ChatServer server = new ChatServer();
 *
 *     protected Notifier notifier() { return new MyNotifier(server.uri()); }
 *     protected List<String> shown() { return server.messagesAsPlainText(); }
 *     protected void failForNow() { server.answer(503); }
 *     protected void failForGood() { server.answer(403); }
 *     protected void work() { server.answer(200); }
 * }
 * }</pre>
 */
public abstract class NotifierContract {
    private static final Tenant ACME = new Tenant("acme");
    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

    private Notifier notifier;

    /** A notifier whose receiver works and has received nothing. Called once for each test. */
    protected abstract Notifier notifier();

    /** What a reader sees of each message that arrived: its title and text, with nothing escaped any more. */
    protected abstract List<String> shown();

    /** From now on the receiver fails in a way that may pass. */
    protected abstract void failForNow();

    /** From now on the receiver refuses in a way that trying again does not change. */
    protected abstract void failForGood();

    /** From now on the receiver works again. */
    protected abstract void work();

    /** How long the receiver asks to wait when it fails for now; nothing if it does not ask. */
    protected Optional<Duration> waitAskedFor() {
        return Optional.empty();
    }

    /** Whether this channel can tell that a message came before, and shows it once. */
    protected boolean showsOnce() {
        return false;
    }

    /** A secret that the notifier works with, such as a token; nothing if it has none. */
    protected Optional<String> secret() {
        return Optional.empty();
    }

    @BeforeEach
    void connect() {
        notifier = notifier();
    }

    @Test
    void titleAndTextArrive() {
        notifier.deliver(notification("1", "Budget 'checkout' is spent", "Spent 25,000.00 USD\nof 25,000.00 USD."));
        assertThat(shown())
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("Budget 'checkout' is spent", "Spent 25,000.00 USD", "of 25,000.00 USD."));
    }

    @ParameterizedTest
    @EnumSource
    void everySeverityArrives(Severity severity) {
        notifier.deliver(new Notification("1", ACME, severity, NOON, "A title", "A text", Map.of("Service", "EC2")));
        assertThat(shown())
                .singleElement()
                .satisfies(message -> assertThat(message).contains("A title"));
    }

    @Test
    void aNotificationMayHaveATitleOnly() {
        notifier.deliver(notification("1", "A title", ""));
        assertThat(shown())
                .singleElement()
                .satisfies(message -> assertThat(message).contains("A title"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>bold</b> <script>alert(1)</script> &amp; & <!channel>",
                "*bold* _italic_ ~struck~ `code` [text](link) # heading > quote | cell",
                "\"quoted\" 'quoted' \\ \\n {{x}} ${x} $1 %s %n {0}",
                "{\"text\": \"json\"}, [1]",
                "\u05e9\u05dc\u05d5\u05dd \u8a9e \u00e9 e\u0301 \ud83d\ude00 \ud83d\udc68\u200d\ud83d\udc69",
                ". a line that starts with a dot",
                "=1+1 @everyone +x -x",
            })
    void namesFromOutsideAreShownAsTheyAre(String name) {
        notifier.deliver(new Notification(name, ACME, Severity.INFO, NOON, name, "About " + name, Map.of(name, name)));
        assertThat(shown())
                .singleElement()
                .satisfies(message -> assertThat(message).contains(name, "About " + name));
    }

    @Test
    void eachNotificationArrivesByItself() {
        for (int i = 0; i < 5; i++) {
            notifier.deliver(notification("id-" + i, "title-" + i, "text"));
        }
        assertThat(shown()).hasSize(5);
        for (int i = 0; i < 5; i++) {
            String title = "title-" + i;
            assertThat(shown()).filteredOn(message -> message.contains(title)).hasSize(1);
        }
    }

    @Test
    void manyMayDeliverAtOnce() {
        List<Callable<Integer>> deliveries = new ArrayList<>();
        for (int i = 10; i < 26; i++) {
            Notification notification = notification("id-" + i, "title-" + i, "text-" + i);
            deliveries.add(() -> {
                notifier.deliver(notification);
                return 1;
            });
        }
        Together.run(deliveries);
        assertThat(shown()).hasSize(deliveries.size());
        for (int i = 10; i < 26; i++) {
            String title = "title-" + i;
            String text = "text-" + i;
            assertThat(shown())
                    .filteredOn(message -> message.contains(title) && message.contains(text))
                    .hasSize(1);
        }
    }

    @Test
    void deliveringAgainIsAllowed() {
        Notification notification = notification("1", "A title", "A text");
        notifier.deliver(notification);
        notifier.deliver(notification);
        assertThat(shown()).hasSize(showsOnce() ? 1 : 2);
        notifier.deliver(notification("2", "A title", "A text"));
        assertThat(shown()).as("another id is another notification").hasSize(showsOnce() ? 2 : 3);
    }

    @Test
    void aFailureThatMayPassIsTold() {
        failForNow();
        Throwable failure = catchThrowable(() -> notifier.deliver(notification("1", "A title", "A text")));
        assertThat(failure).isInstanceOf(RetryableException.class);
        assertThat(((RetryableException) failure).retryAfter()).isEqualTo(waitAskedFor());
        assertThatKeepsSecrets(failure);
    }

    @Test
    void whatFailedForNowCanBeDeliveredLater() {
        Notification notification = notification("1", "A title", "A text");
        failForNow();
        assertThatThrownBy(() -> notifier.deliver(notification)).isInstanceOf(RetryableException.class);
        assertThatThrownBy(() -> notifier.deliver(notification)).isInstanceOf(RetryableException.class);
        work();
        notifier.deliver(notification);
        assertThat(shown()).anyMatch(message -> message.contains("A title"));
    }

    @Test
    void aFinalFailureIsTold() {
        failForGood();
        Throwable failure = catchThrowable(() -> notifier.deliver(notification("1", "A title", "A text")));
        assertThat(failure).isInstanceOf(SmartCostException.class).isNotInstanceOf(RetryableException.class);
        assertThat(failure).message().isNotBlank();
        assertThatKeepsSecrets(failure);
        work();
        notifier.deliver(notification("2", "Another title", "A text"));
        assertThat(shown()).as("after the receiver was mended").anyMatch(message -> message.contains("Another title"));
    }

    @Test
    void aNotifierDoesNotShowItsSecret() {
        secret().ifPresent(secret -> assertThat(notifier.toString()).doesNotContain(secret));
    }

    private void assertThatKeepsSecrets(Throwable failure) {
        secret().ifPresent(secret ->
                assertThat(SecretSourceContract.everythingIn(failure)).doesNotContain(secret));
    }

    private static Notification notification(String id, String title, String text) {
        return new Notification(id, ACME, Severity.WARNING, NOON, title, text, Map.of());
    }
}
