package io.smartcost.examples;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The CSV files of a folder and of the folders in it, or one file, whatever its name.
 *
 * @param paths sorted
 * @param bytes the sizes together, packed files as they are
 */
record CostFiles(Path root, List<Path> paths, long bytes) {
    /** @param unreadable takes the names of files and folders that cannot be looked at, and why */
    static CostFiles in(Path source, BiConsumer<String, IOException> unreadable) throws IOException {
        if (!Files.isDirectory(source)) {
            return new CostFiles(source, List.of(source), Files.size(source));
        }
        Path root = source.toRealPath();
        List<Path> paths = new ArrayList<>();
        long[] bytes = {0};
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isCsv(file) && !Files.isDirectory(file)) {
                    paths.add(file);
                    bytes[0] += Files.exists(file) ? Files.size(file) : 0;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                unreadable.accept(name(root, file), failure);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
                if (failure != null) {
                    unreadable.accept(name(root, folder), failure);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        paths.sort(null);
        return new CostFiles(root, paths, bytes[0]);
    }

    /** The path within the folder, with slashes on every system. */
    String nameOf(Path file) {
        return name(root, file);
    }

    private static String name(Path root, Path file) {
        Path within = file.equals(root) ? file.getFileName() : root.relativize(file);
        return String.valueOf(within).replace(root.getFileSystem().getSeparator(), "/");
    }

    private static boolean isCsv(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".csv.gz");
    }
}
