package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.InferenceException;
import io.defectsdk.ModelLoadException;
import io.defectsdk.models.internal.ModelManifest.Input;
import io.defectsdk.models.internal.ModelManifest.ModelRuntime;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureMap;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The trial run, on sessions that fail. */
class LoadedBackboneTest {
    private static final ModelManifest MANIFEST = new ModelManifest(
            ModelRuntime.ONNX,
            "model.onnx",
            1,
            "none",
            "a test",
            new Input("input", List.of(0.5, 0.5, 0.5), List.of(0.2, 0.2, 0.2)),
            new Backbone("m", "ab".repeat(32), List.of(new Layer("out", 1, 32)), List.of("out"), 32));

    /** Gives a map of zeros until it fails. */
    private static final class Session implements InferenceSession {
        private final List<Boolean> runs = new ArrayList<>();
        private Throwable failure;
        private boolean failsOnOneThread;
        private RuntimeException onClose;
        private int closed;

        @Override
        public List<FeatureMap> run(FloatBuffer input, int size, List<Layer> layers, boolean oneThread) {
            runs.add(oneThread);
            if (oneThread || !failsOnOneThread) {
                if (failure instanceof RuntimeException unchecked) {
                    throw unchecked;
                }
                if (failure instanceof Error error) {
                    throw error;
                }
            }
            int side = size / 32;
            return List.of(new FeatureMap(1, side, side, new float[side * side]));
        }

        @Override
        public void close() {
            closed++;
            if (onClose != null) {
                throw onClose;
            }
        }
    }

    private final Session session = new Session();

    @Test
    void triesAllThreadsAndOne() {
        LoadedBackbone.of(MANIFEST, session, 2);

        assertThat(session.runs).containsExactly(false, true);
        assertThat(session.closed).isZero();
    }

    @Test
    void refusesAModelThatFailsOnOneThreadOnly() {
        session.failure = new InferenceException("no run on one thread", null);
        session.failsOnOneThread = true;

        assertThatThrownBy(() -> LoadedBackbone.of(MANIFEST, session, 2))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("trial run", "'m'", "no run on one thread");
        assertThat(session.closed).isOne();
    }

    @Test
    void closesASessionThatRunsOutOfMemory() {
        session.failure = new OutOfMemoryError("trial");
        session.onClose = new IllegalStateException("close");

        assertThatThrownBy(() -> LoadedBackbone.of(MANIFEST, session, 2))
                .isSameAs(session.failure)
                .hasSuppressedException(session.onClose);
        assertThat(session.closed).isOne();
    }
}
