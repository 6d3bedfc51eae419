package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.spi.Encoders;
import io.defectsdk.spi.ImageEncoder;
import io.defectsdk.spi.SentenceEncoder;
import io.defectsdk.spi.TextEncoder;
import java.util.List;
import java.util.Optional;

/** The CLIP models and the encoders of sentences of a {@link ModelCatalog}. Thread-safe. */
final class EncoderCatalog implements Encoders {
    private final Shelves shelves;

    EncoderCatalog(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public List<String> ids() {
        return List.copyOf(shelves.clips().ids());
    }

    @Override
    public List<String> sentenceIds() {
        return List.copyOf(shelves.sentences().ids());
    }

    @Override
    public Optional<String> defaultSentences() {
        String id = shelves.sentences().defaultId();
        if (id == null && !shelves.sentences().ids().isEmpty()) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    "there are several encoders of sentences, and none was chosen: "
                            + shelves.inventory(ModelKind.SENTENCE_ENCODER)
                            + ". Name one, or leave a single one in the model directory",
                    null);
        }
        return Optional.ofNullable(id);
    }

    @Override
    public ImageEncoder image(String id) {
        return clip(id).image();
    }

    @Override
    public TextEncoder text(String id) {
        return clip(id).text();
    }

    @Override
    public SentenceEncoder sentences(String id) {
        CatalogEntry<LoadedSentenceEncoder> entry = shelves.sentences().find(Shelves.folder(id));
        if (entry == null) {
            throw shelves.missing(
                    ModelKind.SENTENCE_ENCODER,
                    id,
                    "Put it into the model directory (docs/models.md says how), or add the dependency"
                            + " io.defectsdk:defect-sdk-embedder-e5, which brings one");
        }
        return entry.load();
    }

    private ClipEntry clip(String id) {
        ClipEntry entry = shelves.clips().find(Shelves.folder(id));
        if (entry == null) {
            throw shelves.missing(
                    ModelKind.CLIP, id, "Export a CLIP model into the model directory (docs/models.md says how)");
        }
        return entry;
    }
}
