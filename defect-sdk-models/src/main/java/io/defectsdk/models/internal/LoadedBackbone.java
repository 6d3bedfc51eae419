package io.defectsdk.models.internal;

import static java.util.Objects.requireNonNull;

import io.defectsdk.IncompatibleModelException;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import java.nio.FloatBuffer;
import java.util.List;

/** A backbone that is ready: preprocessing, then one run of the model. Thread-safe. */
final class LoadedBackbone implements FeatureExtractor {
    /** Bounds the memory of one run; the largest input that a recipe may ask for. */
    private static final int MAX_INPUT_SIZE = 2_048;

    private static final int TRIAL_SIZE = 64;

    private final Backbone backbone;
    private final Preprocessor preprocessor;
    private final InferenceSession session;
    private final int threads;
    private final WorkspacePool workspaces = new WorkspacePool();
    private final Lifecycle lifecycle;

    private LoadedBackbone(ModelManifest manifest, InferenceSession session, int threads) {
        this.backbone = manifest.backbone();
        this.preprocessor = new Preprocessor(manifest.input());
        this.session = session;
        this.threads = threads;
        this.lifecycle = new Lifecycle("backbone '" + backbone.id() + "'");
    }

    /**
     * A backbone whose outputs were seen to be what its manifest says.
     *
     * @param session closed with the backbone, and when the trial fails; tried with all threads and with one
     * @param threads of preprocessing, where a run may use all
     * @throws io.defectsdk.ModelLoadException if the model fails, or gives something else
     */
    static LoadedBackbone of(ModelManifest manifest, InferenceSession session, int threads) {
        return TrialRun.require(manifest.id(), session::close, () -> {
            LoadedBackbone loaded = new LoadedBackbone(manifest, session, threads);
            loaded.tryOut(false);
            loaded.tryOut(true);
            return loaded;
        });
    }

    private void tryOut(boolean oneThread) {
        int multiple = backbone.inputMultiple();
        int size = Math.max(1, (TRIAL_SIZE + multiple - 1) / multiple) * multiple;
        PixelImage grey = PixelImage.ofBytes(1, 1, 1, new byte[] {127});
        extract(
                grey,
                InputView.whole(size),
                backbone.layers().stream().map(Layer::name).toList(),
                oneThread);
    }

    @Override
    public Backbone backbone() {
        return backbone;
    }

    @Override
    public List<FeatureMap> extract(PixelImage picture, InputView view, List<String> layers) {
        return extract(picture, view, layers, false);
    }

    @Override
    public List<FeatureMap> extractOnOneThread(PixelImage picture, InputView view, List<String> layers) {
        return extract(picture, view, layers, true);
    }

    private List<FeatureMap> extract(PixelImage picture, InputView view, List<String> layers, boolean oneThread) {
        requireNonNull(picture, "picture");
        requireSize(view.size());
        List<Layer> asked = layers.stream().map(this::layer).toList();
        if (asked.isEmpty() || asked.stream().distinct().count() != asked.size()) {
            throw new IllegalArgumentException("layers must name at least one layer, each once, but is " + layers);
        }
        return lifecycle.use(() -> run(picture, view, asked, oneThread));
    }

    private List<FeatureMap> run(PixelImage picture, InputView view, List<Layer> layers, boolean oneThread) {
        Workspace workspace = workspaces.take();
        FloatBuffer input = preprocessor.prepare(picture, view, workspace, oneThread ? 1 : threads);
        List<FeatureMap> maps = session.run(input, view.size(), layers, oneThread);
        // not after a failure: a part of the preprocessing may still be writing
        workspaces.giveBack(workspace);
        return maps;
    }

    private void requireSize(int size) {
        int multiple = backbone.inputMultiple();
        if (size < multiple || size > MAX_INPUT_SIZE || size % multiple != 0) {
            throw new IncompatibleModelException(
                    "backbone '" + backbone.id() + "' takes input sizes that are multiples of " + multiple + " up to "
                            + MAX_INPUT_SIZE + ", but " + size + " was asked for",
                    null);
        }
    }

    private Layer layer(String name) {
        return backbone.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IncompatibleModelException(
                        "backbone '" + backbone.id() + "' has no layer '" + name + "', only "
                                + backbone.layers().stream().map(Layer::name).toList(),
                        null));
    }

    @Override
    public void close() {
        lifecycle.close(session::close);
    }
}
