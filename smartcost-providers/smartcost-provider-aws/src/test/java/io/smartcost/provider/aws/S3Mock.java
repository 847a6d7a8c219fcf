package io.smartcost.provider.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;

/** Adobe's S3Mock in a process of its own, one for all tests; it is gone when they are. */
final class S3Mock {
    private static final Duration UNTIL_READY = Duration.ofMinutes(2);
    private static final Pattern PORT = Pattern.compile("Tomcat started on ports [^\n]*?([0-9]+) \\(http\\)");

    private static S3Mock shared;

    final S3Client client;

    private S3Mock() throws IOException, InterruptedException {
        String jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains("s3mock"))
                .findFirst()
                .orElseThrow();
        Path folder = Files.createTempDirectory("s3mock");
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + folder,
                        "-Dserver.port=0",
                        "-jar",
                        jar,
                        "--http.port=0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
        client = FakeS3.client(port(process, log));
    }

    static synchronized S3Mock shared() {
        try {
            shared = shared == null ? new S3Mock() : shared;
            return shared;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void createBucket() {
        if (client.listBuckets().buckets().isEmpty()) {
            client.createBucket(request -> request.bucket(ObjectsInMemory.BUCKET));
        }
    }

    private static int port(Process process, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + UNTIL_READY.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            Matcher started = PORT.matcher(Files.readString(log, UTF_8));
            if (started.find()) {
                return Integer.parseInt(started.group(1));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IllegalStateException("S3Mock did not start:\n" + Files.readString(log, UTF_8));
    }

    private static void end(Process process, Path folder) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (var paths = Files.walk(folder)) {
                paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
