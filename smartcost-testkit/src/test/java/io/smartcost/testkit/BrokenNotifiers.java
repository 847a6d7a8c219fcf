package io.smartcost.testkit;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.Notification;
import io.smartcost.spi.Notification.Severity;
import io.smartcost.spi.Notifier;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Notifiers with one fault each, put around one that works. */
enum BrokenNotifiers {
    SWALLOWS_A_FAILURE("aFailureThatMayPassIsTold", works -> notification -> {
        try {
            works.deliver(notification);
        } catch (RetryableException e) {
            // The fault.
        }
    }),
    SWALLOWS_A_REFUSAL("aFinalFailureIsTold", works -> notification -> {
        try {
            works.deliver(notification);
        } catch (RetryableException e) {
            throw e;
        } catch (SmartCostException e) {
            // The fault.
        }
    }),
    TAKES_EVERY_FAILURE_FOR_FINAL("aFailureThatMayPassIsTold", works -> notification -> {
        try {
            works.deliver(notification);
        } catch (RetryableException e) {
            throw new SmartCostException("It did not work", e);
        }
    }),
    TAKES_EVERY_FAILURE_FOR_PASSING("aFinalFailureIsTold", works -> notification -> {
        try {
            works.deliver(notification);
        } catch (SmartCostException e) {
            throw new RetryableException("It did not work", Duration.ofSeconds(30));
        }
    }),
    FORGETS_THE_WAIT("aFailureThatMayPassIsTold", works -> notification -> {
        try {
            works.deliver(notification);
        } catch (RetryableException e) {
            throw new RetryableException("It did not work", e);
        }
    }),
    LETS_ITS_OWN_EXCEPTIONS_OUT("aFinalFailureIsTold", works -> notification -> {
        try {
            works.deliver(notification);
        } catch (RetryableException e) {
            throw e;
        } catch (SmartCostException e) {
            throw new IllegalStateException(e);
        }
    }),
    TELLS_ITS_SECRET("aFinalFailureIsTold", works -> notification -> {
        try {
            works.deliver(notification);
        } catch (RetryableException e) {
            throw e;
        } catch (SmartCostException e) {
            throw new SmartCostException("Refused", new IllegalStateException("Bearer " + Receiver.TOKEN));
        }
    }),
    SHOWS_ITS_SECRET("aNotifierDoesNotShowItsSecret", works -> new Notifier() {
        @Override
        public void deliver(Notification notification) {
            works.deliver(notification);
        }

        @Override
        public String toString() {
            return "Notifier[token=" + Receiver.TOKEN + "]";
        }
    }),
    LEAVES_THE_TEXT_OUT(
            "titleAndTextArrive", works -> notification -> works.deliver(changed(notification, "", s -> s))),
    ESCAPES_WHAT_NEEDS_NO_ESCAPE(
            "namesFromOutsideAreShownAsTheyAre",
            works -> notification -> works.deliver(changed(
                    notification,
                    notification.text(),
                    s -> s.replace("&", "&amp;").replace("<", "&lt;")))),
    KNOWS_LATIN_ONLY(
            "namesFromOutsideAreShownAsTheyAre",
            works -> notification -> works.deliver(
                    changed(notification, notification.text(), s -> s.replaceAll("[^\u0000-\u00ff]", "?")))),
    LEAVES_UNIMPORTANT_ONES_OUT("everySeverityArrives", works -> notification -> {
        if (notification.severity() != Severity.INFO) {
            works.deliver(notification);
        }
    }),
    TAKES_EQUAL_TEXTS_FOR_ONE_NOTIFICATION("deliveringAgainIsAllowed", works -> {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return notification -> {
            if (seen.add(notification.title() + notification.text())) {
                works.deliver(notification);
            }
        };
    }),
    GIVES_UP_FOR_EVER("whatFailedForNowCanBeDeliveredLater", works -> {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        return notification -> {
            if (failed.contains(notification.id())) {
                throw new RetryableException("It did not work before", Duration.ofSeconds(30));
            }
            try {
                works.deliver(notification);
            } catch (RetryableException e) {
                failed.add(notification.id());
                throw e;
            }
        };
    }),
    SHARES_ITS_BUFFER("manyMayDeliverAtOnce", works -> {
        StringBuffer buffer = new StringBuffer();
        return notification -> {
            buffer.setLength(0);
            for (char c : notification.text().toCharArray()) {
                buffer.append(c);
                Thread.yield();
            }
            works.deliver(changed(notification, buffer.toString(), s -> s));
        };
    });

    /** The test of the kit that is there to find this fault. */
    final String foundBy;

    final UnaryOperator<Notifier> fault;

    BrokenNotifiers(String foundBy, UnaryOperator<Notifier> fault) {
        this.foundBy = foundBy;
        this.fault = fault;
    }

    private static Notification changed(Notification like, String text, UnaryOperator<String> change) {
        return new Notification(
                like.id(),
                like.tenant(),
                like.severity(),
                like.at(),
                change.apply(like.title()),
                change.apply(text),
                like.facts());
    }
}
