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
    private final String directory;
    private final Shelf<CatalogEntry<FeatureExtractor>> backbones = new Shelf<>();
    private final Shelf<ClipEntry> clips = new Shelf<>();
    private final Encoders encoders;
    private final ProductBuffers.Pool productBuffers = new ProductBuffers.Pool();

    private ModelCatalog(String directory) {
        this.directory = directory;
        this.encoders = new EncoderCatalog(directory, clips, backbones);
    }

    static ModelCatalog open(ModelStore store, List<PackagedModel> packagedModels, Compute compute) {
        ModelCatalog catalog;
        if (store instanceof ModelStore.Directory given) {
            catalog = new ModelCatalog(given.path().toAbsolutePath().toString());
            for (Path folder : modelFolders(given.path())) {
                catalog.add(folder.getFileName().toString(), ModelFiles.folder(folder), compute, true);
            }
        } else {
            catalog = new ModelCatalog("(none given)");
        }
        for (PackagedModel model : packagedModels) {
            catalog.add(model.id(), ModelFiles.packaged(model), compute, false);
        }
        return catalog;
    }

    private void add(String id, ModelFiles files, Compute compute, boolean stored) {
        switch (ManifestFile.peekKind(files)) {
            case BACKBONE ->
                (stored ? backbones.stored() : backbones.packaged())
                        .put(
                                id,
                                new CatalogEntry<>(
                                        "backbone '" + id + "'",
                                        () -> BackboneLoader.load(id, files, compute),
                                        FeatureExtractor::close));
            case CLIP -> (stored ? clips.stored() : clips.packaged()).put(id, new ClipEntry(id, files, compute));
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
        if (backbones.stored().size() == 1) {
            return backbones.stored().firstKey();
        }
        if (backbones.packaged().size() == 1) {
            return backbones.packaged().firstKey();
        }
        String problem =
                backbones.ids().isEmpty() ? "there is no backbone" : "there are several backbones, and none was chosen";
        throw new ModelLoadException(
                ErrorCode.MODEL_MISSING,
                problem + ": " + backbones.inventory(directory)
                        + ". Name one in the deployment's options, or add the dependency"
                        + " io.defectsdk:defect-sdk-backbone-lite0, which brings the default one",
                null);
    }

    @Override
    public FeatureExtractor backbone(String id) {
        CatalogEntry<FeatureExtractor> entry = backbones.find(id);
        if (entry == null) {
            String problem = clips.find(id) == null
                    ? "there is no backbone '" + id + "'"
                    : "'" + id + "' is an encoder of pictures and texts, not a backbone";
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    problem + ": " + backbones.inventory(directory)
                            + ". Put it into the model directory (see docs/models.md), or add the artifact that"
                            + " brings it",
                    null);
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
        Closing.all(Stream.concat(
                        backbones.all().<Runnable>map(entry -> entry::close),
                        clips.all().<Runnable>map(entry -> entry::close))
                .toList());
    }
}
