package io.smartcost.testkit;

import io.smartcost.spi.Notifier;
import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotifierKitTest {
    @Test
    void aCorrectNotifierPasses() {
        Kit.assertPasses(SmallestNotifierTest.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultIsFound(BrokenNotifiers broken) {
        Broken.broken = broken;
        Kit.assertFails(Broken.class, broken.foundBy);
    }

    /** Run by the kit only. */
    static class Broken extends Receiver {
        private static BrokenNotifiers broken;

        @Override
        Notifier notifier(URI uri, String token) {
            return broken.fault.apply(new SmallestNotifier(HttpClient.newHttpClient(), uri, token));
        }
    }
}
