package io.smartcost.provider.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Microsoft's emulator of Blob Storage, on a port of its own, installed by npm into {@code target} when it is first needed. It runs
 * until the tests' process ends. Without Node.js the tests that need it are skipped, and say so.
 */
final class Azurite {
    private static final Path SOURCE = Path.of("src/test/azurite");
    private static final Path HOME = Path.of("target/azurite");
    private static final Pattern LISTENS = Pattern.compile(".* listens on (http://127\\.0\\.0\\.1:[0-9]+).*");
    private static final String ACCOUNT = "devstoreaccount1";
    /** The emulator's own, the same everywhere. */
    private static final StorageSharedKeyCredential CREDENTIAL = new StorageSharedKeyCredential(
            ACCOUNT, "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");

    private static final HttpClient HTTP = new JdkHttpClientBuilder().build();

    private static String endpoint;
    private static boolean told;

    private Azurite() {}

    /** An empty container. */
    static BlobContainerClient newContainer() {
        BlobContainerClient container =
                client(endpoint() + "/" + ACCOUNT, "c" + UUID.randomUUID().toString());
        container.create();
        return container;
    }

    static BlobContainerClient client(String endpoint, String container) {
        return new BlobContainerClientBuilder()
                .endpoint(endpoint)
                .containerName(container)
                .credential(CREDENTIAL)
                .httpClient(HTTP)
                .buildClient();
    }

    private static synchronized String endpoint() {
        if (endpoint == null) {
            if (!isThere("node") || !isThere("npm")) {
                String why = "Exports are not tested: this needs Node.js with npm on the PATH, to run Azurite";
                if (!told) {
                    System.out.println(why);
                    told = true;
                }
                Assumptions.abort(why);
            }
            try {
                install();
                endpoint = start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return endpoint;
    }

    private static boolean isThere(String program) {
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "" : path).split(Pattern.quote(File.pathSeparator))) {
            if (Files.isExecutable(Path.of(folder, command(program)))) {
                return true;
            }
        }
        return false;
    }

    private static String command(String program) {
        boolean windows = File.separatorChar == '\\';
        return windows ? program + (program.equals("npm") ? ".cmd" : ".exe") : program;
    }

    private static void install() throws IOException, InterruptedException {
        Path installed = HOME.resolve("installed");
        String lock = Files.readString(SOURCE.resolve("package-lock.json"));
        if (Files.exists(installed) && Files.readString(installed).equals(lock)) {
            return;
        }
        Files.createDirectories(HOME);
        for (String file : new String[] {"package.json", "package-lock.json"}) {
            Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = HOME.resolve("npm.log");
        Process npm = new ProcessBuilder(
                        command("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                throw new IOException("npm could not install Azurite: " + Files.readString(log));
            }
        } finally {
            npm.destroyForcibly();
        }
        Files.writeString(installed, lock);
    }

    private static String start() throws IOException {
        Process process = new ProcessBuilder(
                        command("node"),
                        "node_modules/azurite/dist/src/blob/main.js",
                        "--blobPort",
                        "0",
                        "--inMemoryPersistence",
                        "--skipApiVersionCheck",
                        "--disableTelemetry",
                        "--silent")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        StringBuilder output = new StringBuilder();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.matches()) {
                drain(lines);
                return listens.group(1);
            }
            output.append(line).append('\n');
        }
        throw new IOException("Azurite did not start: " + output);
    }

    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "azurite");
        reader.setDaemon(true);
        reader.start();
    }
}
