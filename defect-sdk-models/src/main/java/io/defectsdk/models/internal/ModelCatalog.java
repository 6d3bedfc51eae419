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
import java.util.stream.Stream;

/**
 * The models of a directory and of the class path. Where both have a model of one kind and id, the directory's is taken. A
 * damaged model fails when it is used, not when the catalogue is opened, so that it cannot stop a host that uses another.
 * Thread-safe.
 */
final class ModelCatalog implements Models {
    private final Shelves shelves;
    private final Encoders encoders;
    private final ProductBuffers.Pool productBuffers = new ProductBuffers.Pool();

    private ModelCatalog(Shelves shelves) {
        this.shelves = shelves;
        this.encoders = new EncoderCatalog(shelves);
    }

    static ModelCatalog open(ModelStore store, List<PackagedModel> packagedModels, Compute compute) {
        ModelCatalog catalog;
        if (store instanceof ModelStore.Directory given) {
            catalog = new ModelCatalog(new Shelves(given.path().toAbsolutePath().toString()));
            for (Path folder : modelFolders(given.path())) {
                catalog.add(folder.getFileName().toString(), ModelFiles.folder(folder), compute, true);
            }
        } else {
            catalog = new ModelCatalog(new Shelves("(none given)"));
        }
        for (PackagedModel model : packagedModels) {
            catalog.add(model.id(), ModelFiles.packaged(model), compute, false);
        }
        return catalog;
    }

    private void add(String id, ModelFiles files, Compute compute, boolean stored) {
        switch (ManifestFile.peekKind(files)) {
            case BACKBONE ->
                shelves.backbones()
                        .put(
                                stored,
                                id,
                                new CatalogEntry<>(
                                        "backbone '" + id + "'",
                                        () -> BackboneLoader.load(id, files, compute),
                                        FeatureExtractor::close));
            case CLIP -> shelves.clips().put(stored, id, new ClipEntry(id, files, compute));
            case SENTENCE_ENCODER ->
                shelves.sentences()
                        .put(
                                stored,
                                id,
                                new CatalogEntry<>(
                                        "encoder '" + id + "'",
                                        () -> SentenceEncoderLoader.load(id, files, compute),
                                        LoadedSentenceEncoder::close));
        }
    }

    private static List<Path> modelFolders(Path directory) {
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(folder -> Files.exists(folder.resolve(ManifestFile.FILE_NAME)))
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
        String id = shelves.backbones().defaultId();
        if (id == null) {
            String problem = shelves.backbones().ids().isEmpty()
                    ? "there is no backbone"
                    : "there are several backbones, and none was chosen";
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    problem + ": " + shelves.inventory(ModelKind.BACKBONE)
                            + ". Name one in the deployment's options, or add the dependency"
                            + " io.defectsdk:defect-sdk-backbone-lite0, which brings the default one",
                    null);
        }
        return id;
    }

    @Override
    public FeatureExtractor backbone(String id) {
        CatalogEntry<FeatureExtractor> entry = shelves.backbones().find(id);
        if (entry == null) {
            throw shelves.missing(
                    ModelKind.BACKBONE,
                    id,
                    "Put it into the model directory (see docs/models.md), or add the artifact that brings it");
        }
        return entry.load();
    }

    @Override
    public Encoders encoders() {
        return encoders;
    }

    @Override
    public IntegerMatrix integerMatrix(byte[] values, int rows, int length) {
        return OnnxIntegerMatrix.of(values, rows, length, productBuffers);
    }

    @Override
    public void close() {
        Closing.all(shelves.closings());
    }
}
