package io.smartcost.provider.focus;

import io.smartcost.model.SmartCostException;
import io.smartcost.model.Texts;
import io.smartcost.spi.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The files of a folder and of the folders in it, by name in code point order. */
final class FolderListing implements FileChoice {
    private final PathMatcher matcher;

    private FolderListing(PathMatcher matcher) {
        this.matcher = matcher;
    }

    static FolderListing ofCsv() {
        return new FolderListing(path -> {
            String name = path.toString().toLowerCase(Locale.ROOT);
            return name.endsWith(".csv") || name.endsWith(".csv.gz");
        });
    }

    static FolderListing matching(String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        if (!glob.startsWith("**/")) {
            return new FolderListing(matcher);
        }
        // For Java "**/" is at least one folder, for everybody else none or more.
        PathMatcher atTop = FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(3));
        return new FolderListing(path -> matcher.matches(path) || atTop.matches(path));
    }

    @Override
    public List<InputFile> files(Path root, Consumer<Refusal> refused) throws IOException {
        if (Files.isRegularFile(root)) {
            return List.of(new InputFile(String.valueOf(root.getFileName()), root));
        }
        if (!Files.isDirectory(root)) {
            throw new SmartCostException("There is no folder " + root + " to read FOCUS files from");
        }
        // A walk does not follow a link that it begins at.
        Path folder = root.toRealPath();
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> matcher.matches(folder.relativize(path)) && Files.isRegularFile(path))
                    .map(path -> new InputFile(nameWithin(folder, path), path))
                    .sorted(Comparator.comparing(InputFile::name, Texts.ORDER))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static String nameWithin(Path root, Path path) {
        return root.relativize(path).toString().replace(root.getFileSystem().getSeparator(), "/");
    }
}
