package io.defectsdk.models.internal;

import io.defectsdk.spi.FeatureExtractor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a backbone's manifest, verifies its file and starts it. */
final class BackboneLoader {
    private static final Logger log = LoggerFactory.getLogger(BackboneLoader.class);

    private BackboneLoader() {}

    /**
     * Loads a backbone.
     *
     * @param compute what it may use
     * @throws io.defectsdk.ModelLoadException if it is missing, damaged or not what its manifest says
     */
    static FeatureExtractor load(String id, ModelFiles files, Compute compute) {
        long start = System.nanoTime();
        ModelManifest manifest = ManifestReader.read(id, files);
        byte[] model = manifest.modelFile().verified(id, files);
        FeatureExtractor backbone = LoadedBackbone.of(manifest, start(manifest, model, compute), compute.threads());
        log.info(
                "backbone '{}' loaded from {} in {} ms, SHA-256 {}",
                id,
                files.location(manifest.file()),
                (System.nanoTime() - start) / 1_000_000,
                manifest.backbone().sha256());
        return backbone;
    }

    private static InferenceSession start(ModelManifest manifest, byte[] model, Compute compute) {
        return switch (manifest.runtime()) {
            case ONNX -> OnnxRuntime.start(manifest.id(), () -> OnnxSession.open(manifest, model, compute));
            case TORCHSCRIPT ->
                TorchScriptRuntime.start(
                        manifest.id(), compute.device(), () -> TorchScriptSession.open(manifest, model));
        };
    }
}
