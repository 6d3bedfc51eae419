package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import io.defectsdk.spi.FeatureExtractor;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a model's manifest, verifies its file and starts it. */
final class BackboneLoader {
    private static final Logger log = LoggerFactory.getLogger(BackboneLoader.class);

    private BackboneLoader() {}

    /**
     * Loads a backbone.
     *
     * @param compute what it may use
     * @throws ModelLoadException if it is missing, damaged or not what its manifest says
     */
    static FeatureExtractor load(String id, ModelFiles files, Compute compute) {
        long start = System.nanoTime();
        ModelManifest manifest = ManifestReader.read(id, files);
        byte[] model = verifiedBytes(manifest, files);
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
            case ONNX -> startOnnx(manifest, model, compute);
            case TORCHSCRIPT -> {
                requireCpu(manifest, compute.device());
                yield TorchScriptRuntime.open(manifest, model);
            }
        };
    }

    private static void requireCpu(ModelManifest manifest, Device device) {
        if (!(device instanceof Device.Cpu)) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_INVALID,
                    "the TorchScript model '" + manifest.id() + "' runs on the processor alone, but the device "
                            + device + " was asked for: export the model to ONNX, or leave out device(...)",
                    null);
        }
    }

    // the runtime's classes are first touched within this call
    private static InferenceSession startOnnx(ModelManifest manifest, byte[] model, Compute compute) {
        try {
            return OnnxSession.open(manifest, model, compute);
        } catch (LinkageError e) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    "the model '" + manifest.id() + "' needs ONNX Runtime, which cannot be loaded (" + e
                            + "): add the dependency com.microsoft.onnxruntime:onnxruntime, which serves Linux,"
                            + " Windows and macOS on 64 bits",
                    e);
        }
    }

    /** The model file's content, verified; the very array is handed to the runtime. */
    private static byte[] verifiedBytes(ModelManifest manifest, ModelFiles files) {
        String location = files.location(manifest.file());
        byte[] content;
        try {
            OptionalLong size = files.size(manifest.file());
            if (size.isPresent() && size.getAsLong() != manifest.bytes()) {
                throw damaged(location, manifest.bytes() + " bytes", size.getAsLong() + " bytes");
            }
            content = read(manifest, files, location);
        } catch (IOException e) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    "the model file " + location + ", which the manifest of '" + manifest.id()
                            + "' names, cannot be read (" + e + "): put it there",
                    e);
        }
        String actual = HexFormat.of().formatHex(sha256().digest(content));
        if (!actual.equals(manifest.backbone().sha256())) {
            throw damaged(location, "SHA-256 " + manifest.backbone().sha256(), "SHA-256 " + actual);
        }
        return content;
    }

    // no more is read than the manifest allows, however large the file is
    private static byte[] read(ModelManifest manifest, ModelFiles files, String location) throws IOException {
        try (InputStream stream = files.open(manifest.file())) {
            byte[] content = stream.readNBytes(manifest.bytes());
            if (content.length < manifest.bytes()) {
                throw damaged(location, manifest.bytes() + " bytes", content.length + " bytes");
            }
            if (stream.read() != -1) {
                throw damaged(location, manifest.bytes() + " bytes", "more");
            }
            return content;
        }
    }

    private static ModelLoadException damaged(String location, String expected, String actual) {
        return new ModelLoadException(
                ErrorCode.MODEL_INVALID,
                "the model file " + location + " is damaged or another one: its manifest says " + expected
                        + ", but it has " + actual + ". Restore the file, or export the model again",
                null);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
