package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.spi.Encoders;
import io.defectsdk.spi.ImageEncoder;
import io.defectsdk.spi.TextEncoder;
import java.util.List;

/** The CLIP models of a {@link ModelCatalog}. Thread-safe. */
final class EncoderCatalog implements Encoders {
    private final String directory;
    private final Shelf<ClipEntry> encoders;
    private final Shelf<?> backbones;

    EncoderCatalog(String directory, Shelf<ClipEntry> encoders, Shelf<?> backbones) {
        this.directory = directory;
        this.encoders = encoders;
        this.backbones = backbones;
    }

    @Override
    public List<String> ids() {
        return List.copyOf(encoders.ids());
    }

    @Override
    public ImageEncoder image(String id) {
        return entry(id).image();
    }

    @Override
    public TextEncoder text(String id) {
        return entry(id).text();
    }

    /** A folder cannot be called {@code ViT-B-32/openai}; it is {@code ViT-B-32_openai}. */
    private ClipEntry entry(String id) {
        String folder = id.replace('/', '_');
        ClipEntry entry = encoders.find(folder);
        if (entry == null) {
            String problem = backbones.find(folder) == null
                    ? "there is no encoder '" + id + "'"
                    : "'" + id + "' is a backbone, not an encoder of pictures and texts";
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    problem + ": of encoders, " + encoders.inventory(directory)
                            + ". Export a CLIP model into the model directory (docs/models.md says how)",
                    null);
        }
        return entry;
    }
}
