package io.smartcost.testkit.killed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts {@link SyncVictim}s quickly, because hundreds of them are started: their classes are kept in an archive that the JVMs
 * share. Where the archive could not be made they start all the same, in several times the time.
 */
final class Victims {
    private static final String JAVA = ProcessHandle.current().info().command().orElse("java");
    private static final List<String> LIGHT =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Xshare:auto", "-Xlog:disable");

    private final String sharing;
    private final String classPath;

    private Victims(Path archive, String classPath) {
        this.sharing = "-XX:SharedArchiveFile=" + archive;
        this.classPath = classPath;
    }

    /** @param folder for the archive, for the jars that it needs, and for the one run that finds out what belongs into it */
    static Victims in(Path folder) throws IOException, InterruptedException {
        Path archive = folder.resolve("classes.jsa");
        String classPath = onlyJars(folder);
        start(List.of("-XX:ArchiveClassesAtExit=" + archive), classPath, folder.resolve("first"), 0, 0)
                .waitFor();
        return new Victims(archive, classPath);
    }

    Process start(Path folder, int start, int lastStep) throws IOException {
        return start(List.of(sharing), classPath, folder, start, lastStep);
    }

    private static Process start(List<String> options, String classPath, Path folder, int start, int lastStep)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(LIGHT);
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath,
                SyncVictim.class.getName(),
                folder.toString(),
                Integer.toString(start),
                Integer.toString(lastStep)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The class path of this test with a jar in the place of each folder: an archive takes classes from jars only. */
    private static String onlyJars(Path folder) throws IOException {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> jars = new ArrayList<>();
        for (String part : all.split(File.pathSeparator)) {
            Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                jars.add(pack(path, folder.resolve(jars.size() + ".jar")).toString());
            } else if (Files.exists(path)) {
                jars.add(part);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
