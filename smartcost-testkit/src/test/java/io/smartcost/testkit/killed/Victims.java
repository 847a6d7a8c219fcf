package io.smartcost.testkit.killed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts {@link SyncVictim}s quickly: hundreds of them are started, so the classes of the libraries are kept in an archive that the
 * JVMs share. Without one, if it could not be made, they start all the same, in twice the time.
 */
final class Victims {
    private static final String JAVA = ProcessHandle.current().info().command().orElse("java");
    private static final List<String> LIGHT =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Xlog:disable", "-Xlog:all=off");

    private final Path archive;
    private final String jars;
    private final String classPath;

    private Victims(Path archive) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> parts = Stream.of(all.split(File.pathSeparator))
                .filter(part -> !part.isEmpty())
                .toList();
        List<String> archived =
                parts.stream().filter(part -> part.endsWith(".jar")).toList();
        List<String> ordered = new ArrayList<>(archived);
        parts.stream().filter(part -> !part.endsWith(".jar")).forEach(ordered::add);
        this.archive = archive;
        // An archive can hold classes from jars only, and those that start the class path.
        this.jars = String.join(File.pathSeparator, archived);
        this.classPath = String.join(File.pathSeparator, ordered);
    }

    /** @param folder for the archive, and for the one run that finds out what belongs into it */
    static Victims in(Path folder) throws IOException, InterruptedException {
        Victims victims = new Victims(folder.resolve("classes.jsa"));
        Path list = folder.resolve("classes.txt");
        victims.run(List.of("-XX:DumpLoadedClassList=" + list), victims.classPath, folder.resolve("first"), 0, 0)
                .waitFor();
        victims.run(
                        List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list, victims.sharing()),
                        victims.jars,
                        folder.resolve("none"),
                        0,
                        0)
                .waitFor();
        return victims;
    }

    Process start(Path folder, int start, int lastStep) throws IOException {
        return run(List.of("-Xshare:auto", sharing()), classPath, folder, start, lastStep);
    }

    private String sharing() {
        return "-XX:SharedArchiveFile=" + archive;
    }

    private Process run(List<String> options, String path, Path folder, int start, int lastStep) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(LIGHT);
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                path,
                SyncVictim.class.getName(),
                folder.toString(),
                Integer.toString(start),
                Integer.toString(lastStep)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
