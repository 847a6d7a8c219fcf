package io.smartcost.testkit.files;

import io.smartcost.model.SmartCostException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A folder of files each of which is there as a whole or not at all, whenever the process or the machine stops. Thread-safe, and
 * safe among processes.
 */
final class DurableFolder {
    /** A lock on a file holds among processes only; these hold among the threads of this one. */
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private static final String SUFFIX = ".json";

    private final Path path;

    DurableFolder(Path path) {
        this.path = run(path, () -> Files.createDirectories(path).toRealPath());
    }

    /** A name for a file that is different for different parts, whatever characters they have. */
    static String name(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    Path file(String name) {
        return path.resolve(name + SUFFIX);
    }

    /** The files there are; one may be gone by the time that it is read. */
    List<Path> files() {
        return run(path, () -> {
            try (Stream<Path> all = Files.list(path)) {
                return all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
            }
        });
    }

    /** Runs something while no other thread, here or in another process, runs anything in this folder. */
    <T> T alone(Action<T> action) {
        ReentrantLock lock = LOCKS.computeIfAbsent(path, p -> new ReentrantLock());
        lock.lock();
        try (FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return action.run();
        } catch (IOException e) {
            throw failed(path, e);
        } finally {
            lock.unlock();
        }
    }

    /** Puts a file in the place of the one with this name. Only to be called alone; returns when it is on the disk. */
    void write(String name, Writing content) throws IOException {
        Path temporary = path.resolve(name + ".temporary");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.to(out);
            out.flush();
            channel.force(true);
        }
        Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
    }

    /** Only to be called alone. */
    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        forceFolder();
    }

    /** What {@code reading} makes of a file, or null if the file is not there. */
    static <T> T readIfThere(Path file, Action<T> reading) {
        return run(file, () -> {
            try {
                return reading.run();
            } catch (NoSuchFileException e) {
                return null;
            }
        });
    }

    /** A new name is on the disk only when its folder is. */
    private void forceFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static <T> T run(Path at, Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw failed(at, e);
        } catch (UncheckedIOException e) {
            throw failed(at, e.getCause());
        }
    }

    private static SmartCostException failed(Path at, IOException e) {
        return new SmartCostException(
                "Cannot read or write " + at + ": check that the disk has room and that it is ours", e);
    }

    interface Action<T> {
        T run() throws IOException;
    }

    interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
