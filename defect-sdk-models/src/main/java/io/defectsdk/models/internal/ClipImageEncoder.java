package io.defectsdk.models.internal;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import io.defectsdk.spi.Encoder;
import io.defectsdk.spi.ImageEncoder;

/** CLIP's image encoder (Radford et al., Learning Transferable Visual Models From Natural Language Supervision, 2021). Thread-safe. */
final class ClipImageEncoder implements ImageEncoder, AutoCloseable {
    private final Encoder encoder;
    private final ClipPreprocessor preprocessor;
    private final EncoderSession session;
    private final Lifecycle lifecycle;
    private final WorkspacePool workspaces = new WorkspacePool();

    private ClipImageEncoder(ClipManifest manifest, EncoderSession session) {
        this.encoder = manifest.encoder();
        this.preprocessor = new ClipPreprocessor(manifest.image());
        this.session = session;
        this.lifecycle = new Lifecycle("encoder '" + manifest.id() + "'");
    }

    /**
     * An encoder that was tried out.
     *
     * @param session closed with the encoder, and when the trial fails
     * @throws io.defectsdk.ModelLoadException if the model fails, or gives something else than its manifest says
     */
    static ClipImageEncoder of(ClipManifest manifest, EncoderSession session) {
        return TrialRun.require(manifest.id(), session::close, () -> {
            ClipImageEncoder loaded = new ClipImageEncoder(manifest, session);
            loaded.embed(PixelImage.ofBytes(1, 1, 1, new byte[] {127}), Framing.CENTRE_CROP);
            return loaded;
        });
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public Embedding embed(PixelImage picture, Framing framing) {
        requireNonNull(picture, "picture");
        requireNonNull(framing, "framing");
        return lifecycle.use(() -> {
            Workspace workspace = workspaces.take();
            try {
                return session.run(preprocessor.prepare(picture, framing, workspace));
            } finally {
                workspaces.giveBack(workspace);
            }
        });
    }

    @Override
    public void close() {
        lifecycle.close(session::close);
    }
}
