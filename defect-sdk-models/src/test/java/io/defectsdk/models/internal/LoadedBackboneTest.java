package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.InferenceException;
import io.defectsdk.ModelLoadException;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.models.internal.ModelManifest.Input;
import io.defectsdk.models.internal.ModelManifest.ModelRuntime;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The trial run, and what a failure leaves behind, on sessions and pools that fail. */
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
        private Runnable beforeRun = () -> {};
        private float[] input = new float[0];
        private final List<Boolean> runs = new ArrayList<>();
        private Throwable failure;
        private boolean failsOnOneThread;
        private RuntimeException onClose;
        private int closed;

        @Override
        public List<FeatureMap> run(FloatBuffer input, int size, List<Layer> layers, boolean oneThread) {
            runs.add(oneThread);
            beforeRun.run();
            this.input = new float[input.remaining()];
            input.duplicate().get(this.input);
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

    /**
     * A pool that gets no second thread fails the caller when it hands out a part. That part stays in the caller's queue; the
     * next inspection has it run when its own input is ready, as another thread could at any time.
     */
    @Test
    void keepsAPartOfAFailedInspectionOutOfTheNext() {
        LoadedBackbone backbone = LoadedBackbone.of(MANIFEST, session, 2);
        PixelImage picture = TestPictures.grey(90, 70);
        backbone.extractOnOneThread(picture, InputView.whole(128), List.of("out"));
        float[] expected = session.input;
        AtomicInteger workers = new AtomicInteger();
        OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
        ForkJoinPool pool = new ForkJoinPool(
                2,
                host -> {
                    if (workers.incrementAndGet() > 1) {
                        throw noThread;
                    }
                    return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(host);
                },
                null,
                false);
        try {
            pool.submit(() -> {
                        assertThatThrownBy(() -> backbone.extract(
                                        TestPictures.rgb(300, 200), InputView.whole(128), List.of("out")))
                                .isSameAs(noThread);
                        assertThat(ForkJoinTask.getQueuedTaskCount()).isOne();
                        session.beforeRun = ForkJoinTask::helpQuiesce;

                        backbone.extractOnOneThread(picture, InputView.whole(128), List.of("out"));

                        assertThat(ForkJoinTask.getQueuedTaskCount()).isZero();
                    })
                    .join();
        } finally {
            pool.shutdownNow();
        }
        assertThat(session.input).isEqualTo(expected);
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
