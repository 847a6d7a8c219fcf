package io.smartcost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostProcessTest {
    private static final String HOST =
            HostProcess.current().substring(0, HostProcess.current().indexOf('/'));

    @Test
    void aProcessHasEndedWhenNoneHasItsIdAndStart() throws IOException, InterruptedException {
        Process other = new ProcessBuilder("sleep", "60").start();
        String name =
                HOST + "/" + other.pid() + "/" + other.info().startInstant().orElseThrow();
        try {
            assertThat(HostProcess.hasEnded(name)).isFalse();
            assertThat(HostProcess.hasEnded(HOST + "/" + other.pid() + "/2001-01-01T00:00:00Z"))
                    .as("its id was another's before")
                    .isTrue();
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(HostProcess.hasEnded(name)).isTrue();
        assertThat(HostProcess.hasEnded(HostProcess.current())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a/b/c/d", "%h/1x/2001-01-01T00:00:00Z", "%h/999999999/yesterday", "%h//"})
    void whatIsNoNameOfAProcessMayStillBeRunning(String name) {
        assertThat(HostProcess.hasEnded(name.replace("%h", HOST))).isFalse();
        assertThat(HostProcess.hasEnded("elsewhere/1/" + Instant.EPOCH)).isFalse();
    }
}
