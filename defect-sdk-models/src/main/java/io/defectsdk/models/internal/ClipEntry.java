package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.models.internal.ClipManifest.TextPart;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One CLIP model: its image encoder and its text encoder, each loaded when it is first asked for. Thread-safe. */
final class ClipEntry implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClipEntry.class);

    private final String id;
    private final ModelFiles files;
    private final Compute compute;
    private final CatalogEntry<ClipImageEncoder> image;
    private final CatalogEntry<ClipTextEncoder> text;
    private @Nullable ClipManifest loadedAs;

    ClipEntry(String id, ModelFiles files, Compute compute) {
        this.id = id;
        this.files = files;
        this.compute = compute;
        String name = "encoder '" + id + "'";
        this.image = new CatalogEntry<>(name, this::loadImage, ClipImageEncoder::close);
        this.text = new CatalogEntry<>(name, this::loadText, ClipTextEncoder::close);
    }

    ClipImageEncoder image() {
        return image.load();
    }

    ClipTextEncoder text() {
        return text.load();
    }

    private ClipImageEncoder loadImage() {
        long start = System.nanoTime();
        ClipManifest manifest = manifest();
        byte[] model = manifest.image().file().verified(id, files);
        ClipImageEncoder encoder = ClipImageEncoder.of(
                manifest, EncoderSession.start(manifest.imageModel(), manifest.runtime(), model, compute));
        loaded("image", manifest, start);
        return encoder;
    }

    private ClipTextEncoder loadText() {
        long start = System.nanoTime();
        ClipManifest manifest = manifest();
        TextPart part = manifest.text();
        if (part == null) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    "encoder '" + id + "' has no text model: its manifest " + files.location(ManifestFile.FILE_NAME)
                            + " has no field 'text'. Export it with its text model (docs/models.md says how), or search by"
                            + " picture",
                    null);
        }
        Tokenizer tokenizer = TokenizerRuntime.open(id, part.tokenizer().verified(id, files));
        EncoderSession session;
        try {
            byte[] model = part.file().verified(id, files);
            session = EncoderSession.start(manifest.textModel(part), manifest.runtime(), model, compute);
        } catch (RuntimeException | Error e) { // nobody else could close it
            Closing.after(e, tokenizer::close);
            throw e;
        }
        ClipTextEncoder encoder = ClipTextEncoder.of(manifest, part, tokenizer, session);
        loaded("text", manifest, start);
        return encoder;
    }

    /** What the other encoder was loaded as, if it was: both have one hash, whatever was done to the folder since. */
    private synchronized ClipManifest manifest() {
        return loadedAs != null ? loadedAs : ClipManifestReader.read(id, files);
    }

    private synchronized void loaded(String part, ClipManifest manifest, long start) {
        loadedAs = manifest;
        log.info(
                "{} model of encoder '{}' loaded from {} in {} ms, SHA-256 {}",
                part,
                id,
                files.location(ManifestFile.FILE_NAME),
                (System.nanoTime() - start) / 1_000_000,
                manifest.encoder().sha256());
    }

    @Override
    public void close() {
        Closing.all(List.of(image::close, text::close));
    }
}
