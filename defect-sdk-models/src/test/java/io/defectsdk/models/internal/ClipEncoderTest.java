package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import io.defectsdk.spi.Encoder;
import io.defectsdk.spi.ImageEncoder;
import io.defectsdk.spi.TextEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoders that work, with {@link TinyClip}. */
class ClipEncoderTest {
    @TempDir
    Path store;

    private ModelCatalog models;

    @BeforeEach
    void open() {
        new TinyClip("clip", "onnx").write(store);
        new TinyClip("torch", "torchscript").write(store);
        models = ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(2, Device.cpu()));
    }

    @AfterEach
    void close() {
        models.close();
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void givesTheSameEmbeddingInBothRuntimes(Framing framing) {
        for (PixelImage picture :
                List.of(TestPictures.rgb(40, 30), TestPictures.grey(9, 70), TestPictures.rgb16(16, 16))) {
            Embedding onnx = image("clip").embed(picture, framing);
            assertThat(onnx.dimension()).isEqualTo(6);
            assertThat(image("torch").embed(picture, framing).values()).containsExactly(onnx.values(), within(1e-4f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scratch", "a deep scratch on the left", "긁힘", "🔩", "?"})
    void givesTheSameEmbeddingOfATextInBothRuntimes(String words) {
        Embedding onnx = text("clip").embed(words);
        assertThat(onnx.dimension()).isEqualTo(6);
        assertThat(text("torch").embed(words).values()).containsExactly(onnx.values(), within(1e-4f));
    }

    @Test
    void framesAsAsked() {
        PixelImage wide = TestPictures.rgb(90, 30);
        ImageEncoder encoder = image("clip");
        Embedding cropped = encoder.embed(wide, Framing.CENTRE_CROP);
        Embedding letterboxed = encoder.embed(wide, Framing.LETTERBOX);
        Embedding stretched = encoder.embed(wide, Framing.STRETCH);
        assertThat(List.of(cropped, letterboxed, stretched)).doesNotHaveDuplicates();
    }

    @Test
    void givesEqualBitsAloneAmongOthersAndFromManyThreads() throws Exception {
        List<PixelImage> pictures = IntStream.range(0, 6)
                .mapToObj(i -> TestPictures.rgb(30 + 9 * i, 70 - 8 * i))
                .toList();
        ImageEncoder encoder = image("clip");
        List<Embedding> alone = pictures.stream()
                .map(picture -> encoder.embed(picture, Framing.LETTERBOX))
                .toList();
        assertThat(encoder.embedAll(pictures, Framing.LETTERBOX)).isEqualTo(alone);
        ExecutorService executor = Executors.newFixedThreadPool(6);
        try {
            List<Future<Embedding>> together = IntStream.range(0, 120)
                    .mapToObj(i -> executor.submit(() -> encoder.embed(pictures.get(i % 6), Framing.LETTERBOX)))
                    .toList();
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i % 6));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void splitsWordsAsClipDoes() {
        assertTokens("Scratch", TinyVocabulary.SCRA, TinyVocabulary.inside('t'), TinyVocabulary.CH_END);
        // one token a byte, and a word's last byte is another one
        assertTokens("긁", TinyVocabulary.inside(0xEA), TinyVocabulary.inside(0xB8), TinyVocabulary.last(0x81));
        assertTokens("a1?", TinyVocabulary.last('a'), TinyVocabulary.last('1'), TinyVocabulary.last('?'));
        // composed, as the vocabulary was made
        assertTokens("e\u0301", TinyVocabulary.inside(0xC3), TinyVocabulary.last(0xA9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A b", " a  b ", "a\nb", "\ta\r\n b", "a\u3000b", "a\u00a0B"})
    void takesAnyWhitespaceAsOneSpaceAndCapitalsAsSmall(String words) {
        assertTokens(words, TinyVocabulary.last('a'), TinyVocabulary.last('b'));
        assertThat(text("clip").embed(words)).isEqualTo(text("clip").embed("a b"));
    }

    @Test
    void cutsALongTextAndKeepsItsEnd() {
        int a = TinyVocabulary.last('a');
        assertTokens("a a a a a a", a, a, a, a, a, a);
        assertTokens("a a a a a a b c", a, a, a, a, a, a);
        assertTokens("a ".repeat(200_000), a, a, a, a, a, a);
    }

    @Test
    void takesWhatIsNoUnicode() {
        assertTokens("\ud83d", TinyVocabulary.last('?'));
        assertTokens("a\udc00", TinyVocabulary.last('a'), TinyVocabulary.last('?'));
        assertThat(text("clip").embed("\0").dimension()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void refusesABlankText(String words) {
        TextEncoder encoder = text("clip");
        assertThatThrownBy(() -> encoder.embed(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank");
    }

    @Test
    void describesBothEncodersAlike() {
        Encoder encoder = image("clip").encoder();
        assertThat(encoder.id()).isEqualTo("clip");
        assertThat(encoder.dimension()).isEqualTo(6);
        assertThat(text("clip").encoder()).isEqualTo(encoder);
        assertThat(models.encoders().image("clip")).isSameAs(models.encoders().image("clip"));
        assertThat(models.encoders().text("clip")).isSameAs(models.encoders().text("clip"));
    }

    @Test
    void keepsItsHashWhateverIsDoneToTheFolderAfterwards() {
        Encoder encoder = image("clip").encoder();
        TinyClip other = new TinyClip("clip", "onnx");
        other.imageJson().put("size", 32);
        other.write(store);
        assertThat(text("clip").encoder()).isEqualTo(encoder);
    }

    @Test
    void cannotBeUsedAfterItWasClosed() {
        ImageEncoder image = image("clip");
        TextEncoder text = text("clip");
        models.close();
        models.close();
        assertThatThrownBy(() -> image.embed(TestPictures.rgb(9, 9), Framing.STRETCH))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("'clip'", "closed");
        assertThatThrownBy(() -> text.embed("scratch"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("'clip'", "closed");
        for (String id : List.of("clip", "torch")) {
            assertThatThrownBy(() -> models.encoders().image(id))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'" + id + "'");
            assertThatThrownBy(() -> models.encoders().text(id))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'" + id + "'");
        }
    }

    @Test
    void closeWaitsForCallsThatAreUnderWay() throws Exception {
        ImageEncoder image = image("clip");
        TextEncoder text = text("clip");
        CountDownLatch running = new CountDownLatch(4);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(i -> executor.submit(() -> runUntilClosed(
                            i % 2 == 0
                                    ? () -> image.embed(TestPictures.rgb(60, 60), Framing.STRETCH)
                                    : () -> text.embed("scratch"),
                            running)))
                    .toList();
            running.await();
            models.close();
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Ends with the error that a closed encoder gives; any other one, or a crash, fails the test. */
    private static void runUntilClosed(Runnable call, CountDownLatch running) {
        while (true) {
            try {
                call.run();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("closed");
                return;
            }
            running.countDown();
        }
    }

    @Test
    void namesTheVersionOfTheTokenizersThatTheBuildUses() {
        assertThat(TokenizerRuntime.missing("clip", new IllegalStateException("why")))
                .hasMessageContainingAll("ai.djl.huggingface:tokenizers:" + Engine.getDjlVersion(), "'clip'", "why");
    }

    private void assertTokens(String text, int... words) {
        long[] expected = new long[TinyClip.CONTEXT];
        expected[0] = TinyVocabulary.START;
        for (int i = 0; i < words.length; i++) {
            expected[i + 1] = words[i];
        }
        expected[words.length + 1] = TinyVocabulary.END;
        assertThat(((ClipTextEncoder) text("clip")).tokens(text)).as(text).isEqualTo(expected);
    }

    private ImageEncoder image(String id) {
        return models.encoders().image(id);
    }

    private TextEncoder text(String id) {
        return models.encoders().text(id);
    }
}
