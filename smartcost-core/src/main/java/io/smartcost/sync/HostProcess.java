package io.smartcost.sync;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The process that holds a lease, as {@code host/pid/start}: so that the next one on the same host need not wait for the lease of a
 * process that was killed.
 */
final class HostProcess {
    /** The start that a system tells of a process moves when its clock is set. */
    private static final Duration SAME_START = Duration.ofSeconds(10);

    private static final String HOST = host();
    private static final String CURRENT = HOST + "/" + ProcessHandle.current().pid() + "/"
            + start(ProcessHandle.current()).orElse(Instant.EPOCH);

    private HostProcess() {}

    /** This process. */
    static String current() {
        return CURRENT;
    }

    /** False if it may still be running: it is on another host, say, or the name is none that this class gave. */
    static boolean hasEnded(String process) {
        String[] parts = process.split("/", -1);
        return parts.length == 3 && parts[0].equals(HOST) && !process.equals(CURRENT) && hasEnded(parts[1], parts[2]);
    }

    private static boolean hasEnded(String pid, String started) {
        try {
            Instant then = Instant.parse(started);
            Optional<Instant> now = ProcessHandle.of(Long.parseLong(pid)).flatMap(HostProcess::start);
            return now.isEmpty() || Duration.between(then, now.get()).abs().compareTo(SAME_START) > 0;
        } catch (NumberFormatException | DateTimeParseException e) {
            return false;
        }
    }

    private static Optional<Instant> start(ProcessHandle process) {
        return process.info().startInstant();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace('/', '-');
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
