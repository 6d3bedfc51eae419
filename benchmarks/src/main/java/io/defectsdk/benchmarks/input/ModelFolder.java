package io.defectsdk.benchmarks.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.config.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A model directory of one model, made of a file and its manifest wherever they lie; deleted when closed. */
public final class ModelFolder implements AutoCloseable {
    private static final String MANIFEST = "manifest.json";

    private final Path folder;
    private final String id;

    private ModelFolder(Path folder, String id) {
        this.folder = folder;
        this.id = id;
    }

    /**
     * Of a model file.
     *
     * @param option that named it, as messages call it
     */
    public static ModelFolder of(String option, Path file) {
        Path manifest = file.toAbsolutePath().resolveSibling(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new UsageException(option + " " + file + " does not exist; expected a model file, or packaged");
        }
        if (!Files.isRegularFile(manifest)) {
            throw new UsageException(option + " " + file + " needs its manifest beside it: " + manifest
                    + " does not exist; see docs/models.md");
        }
        try {
            JsonNode json = new ObjectMapper().readTree(manifest.toFile());
            String id = json.path("id").asText();
            String named = json.path("file").asText();
            if (id.isEmpty() || !id.matches("[A-Za-z0-9._-]+") || !named.equals(String.valueOf(file.getFileName()))) {
                throw new UsageException("the manifest " + manifest + " must have an id and be of the file "
                        + file.getFileName() + ", but its id is '" + id + "' and its file '" + named + "'");
            }
            Path folder = Files.createTempDirectory("backbone");
            Path model = Files.createDirectory(folder.resolve(id));
            Files.copy(manifest, model.resolve(MANIFEST));
            Files.copy(file, model.resolve(named));
            return new ModelFolder(folder, id);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model " + file + " and its manifest", e);
        }
    }

    /** The model's. */
    public String id() {
        return id;
    }

    /** The directory. */
    public ModelStore store() {
        return ModelStore.directory(folder);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
