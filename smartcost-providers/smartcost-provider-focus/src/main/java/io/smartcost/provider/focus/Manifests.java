package io.smartcost.provider.focus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files that JSON manifests list. A manifest names its files as they lie in the cloud, {@code s3://bucket/prefix/…/part.csv}
 * or {@code container-folder/…/part.csv}; a copy may have any number of the leading folders, or lie beside the manifest.
 */
final class Manifests implements FileChoice {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 16 << 20;

    private final List<Path> manifests;

    Manifests(List<Path> manifests) {
        this.manifests = manifests;
    }

    @Override
    public List<InputFile> files(Path root, Consumer<Refusal> refused) throws IOException {
        Map<Path, InputFile> files = new LinkedHashMap<>();
        for (Path each : manifests) {
            Path manifest = root.resolve(each);
            for (String listed : listedIn(manifest)) {
                Optional<Path> file = find(listed, root, manifest.resolveSibling(""));
                String problem = problem(listed, file, root);
                if (problem.isEmpty() && file.isPresent()) {
                    String name = FolderListing.nameWithin(root, file.get());
                    files.putIfAbsent(file.get().toRealPath(), new InputFile(name, file.get()));
                } else {
                    refused.accept(new Refusal(String.valueOf(manifest.getFileName()), 0, null, problem));
                }
            }
        }
        return List.copyOf(files.values());
    }

    private static List<String> listedIn(Path manifest) throws IOException {
        if (!Files.isRegularFile(manifest) || Files.size(manifest) > LARGEST) {
            throw new SmartCostException(
                    "The manifest " + manifest + " is not there, or larger than " + LARGEST + " bytes");
        }
        try {
            JsonNode json = JSON.readTree(manifest.toFile());
            JsonNode list = List.of("dataFiles", "blobs", "files").stream()
                    .map(json::path)
                    .filter(JsonNode::isArray)
                    .findFirst()
                    .orElse(json);
            if (!list.isArray()) {
                throw new SmartCostException(
                        "The manifest " + manifest + " lists no files: expected an array named dataFiles,"
                                + " blobs or files, or a plain array of paths");
            }
            List<String> names = new ArrayList<>();
            list.forEach(entry -> names.add(
                    entry.isTextual() ? entry.asText() : entry.path("blobName").asText()));
            return names;
        } catch (JsonProcessingException e) {
            throw new SmartCostException("The manifest " + manifest + " is not valid JSON", e);
        }
    }

    /** Empty if the file may be read. */
    private static String problem(String listed, Optional<Path> file, Path root) throws IOException {
        String shown = "'" + listed.replaceAll("\\p{Cntrl}", "?") + "'";
        if (!isPlain(withoutBucket(listed))) {
            return "The listed path " + shown + " is not read: only plain paths within the folder are";
        }
        if (file.isEmpty()) {
            return "The listed file " + shown + " is not in the folder, so its charges are missing. Copy it there";
        }
        if (!file.get().toRealPath().startsWith(root.toRealPath())) {
            return "The listed file " + shown + " lies outside of the folder and is not read";
        }
        return listed.toLowerCase(Locale.ROOT).endsWith(".parquet")
                ? "The listed file " + shown + " is Parquet, and only CSV can be read. Have the export deliver CSV"
                : "";
    }

    private static String withoutBucket(String listed) {
        return listed.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]+://[^/]*/", "");
    }

    private static boolean isPlain(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty()
                    || segment.equals(".")
                    || segment.equals("..")
                    || segment.matches(".*[\\\\:\\x00].*")) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Path> find(String listed, Path root, Path besideManifest) {
        String path = withoutBucket(listed);
        if (!isPlain(path)) {
            return Optional.empty();
        }
        List<Path> places = new ArrayList<>();
        for (String rest = path; ; rest = rest.substring(rest.indexOf('/') + 1)) {
            if (rest.equals(path) || rest.contains("/")) {
                places.add(root.resolve(rest));
            }
            if (!rest.contains("/")) {
                places.add(besideManifest.resolve(path));
                places.add(besideManifest.resolve(rest));
                return places.stream().filter(Files::isRegularFile).findFirst();
            }
        }
    }
}
