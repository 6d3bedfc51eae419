package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.ModelStore;
import io.defectsdk.spi.Encoders;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.IntegerMatrix;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.PackagedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The models of a directory and of the class path. Where both have a model of one id, the directory's is taken. A
 * damaged model fails when it is used, not when the catalogue is opened, so that it cannot stop a host that uses another.
 * Thread-safe.
 */
final class ModelCatalog implements Models {
    private final String directory;
    private final SortedMap<String, CatalogEntry> stored;
    private final SortedMap<String, CatalogEntry> packaged;
    private final ProductBuffers.Pool productBuffers = new ProductBuffers.Pool();

    private ModelCatalog(
            String directory, SortedMap<String, CatalogEntry> stored, SortedMap<String, CatalogEntry> packaged) {
        this.directory = directory;
        this.stored = stored;
        this.packaged = packaged;
    }

    static ModelCatalog open(ModelStore store, List<PackagedModel> packagedModels, Compute compute) {
        SortedMap<String, CatalogEntry> stored = new TreeMap<>();
        String directory = "(none given)";
        if (store instanceof ModelStore.Directory given) {
            directory = given.path().toAbsolutePath().toString();
            for (Path folder : modelFolders(given.path())) {
                String id = folder.getFileName().toString();
                stored.put(id, new CatalogEntry(id, ModelFiles.folder(folder), compute));
            }
        }
        SortedMap<String, CatalogEntry> packaged = new TreeMap<>();
        for (PackagedModel model : packagedModels) {
            packaged.put(model.id(), new CatalogEntry(model.id(), ModelFiles.packaged(model), compute));
        }
        return new ModelCatalog(directory, stored, packaged);
    }

    private static List<Path> modelFolders(Path directory) {
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(folder -> Files.exists(folder.resolve(ManifestReader.FILE_NAME)))
                    .toList();
        } catch (IOException e) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    "the model directory " + directory.toAbsolutePath() + " cannot be read (" + e
                            + "): give a directory that holds one folder a model, each with a manifest.json",
                    e);
        }
    }

    @Override
    public String defaultBackbone() {
        if (stored.size() == 1) {
            return stored.firstKey();
        }
        if (packaged.size() == 1) {
            return packaged.firstKey();
        }
        String problem = stored.isEmpty() && packaged.isEmpty()
                ? "there is no backbone"
                : "there are several backbones, and none was chosen";
        throw new ModelLoadException(
                ErrorCode.MODEL_MISSING,
                problem + ": " + inventory() + ". Name one in the deployment's options, or add the dependency"
                        + " io.defectsdk:defect-sdk-backbone-lite0, which brings the default one",
                null);
    }

    @Override
    public FeatureExtractor backbone(String id) {
        CatalogEntry entry = stored.containsKey(id) ? stored.get(id) : packaged.get(id);
        if (entry == null) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    "there is no backbone '" + id + "': " + inventory()
                            + ". Put it into the model directory (see docs/models.md), or add the artifact that"
                            + " brings it",
                    null);
        }
        return entry.load();
    }

    @Override
    public Encoders encoders() {
        return Encoders.none();
    }

    @Override
    public IntegerMatrix integerMatrix(byte[] values, int rows, int length) {
        return OnnxIntegerMatrix.of(values, rows, length, productBuffers);
    }

    private String inventory() {
        return "the model directory " + directory + " holds " + stored.keySet() + ", the class path "
                + packaged.keySet();
    }

    @Override
    public void close() {
        Closing.all(Stream.of(stored, packaged)
                .flatMap(entries -> entries.values().stream())
                .<Runnable>map(entry -> entry::close)
                .toList());
    }
}
