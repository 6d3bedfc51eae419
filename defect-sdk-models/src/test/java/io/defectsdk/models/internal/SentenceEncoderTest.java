package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.InferenceException;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.spi.SentenceEncoder;
import io.defectsdk.spi.SentenceEncoder.EmbeddedText;
import io.defectsdk.spi.SentenceEncoder.Purpose;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An encoder of sentences that works, with {@link TinySentences}. */
class SentenceEncoderTest {
    @TempDir
    Path store;

    private ModelCatalog models;

    @BeforeEach
    void open() {
        open(new TinySentences("tiny"));
    }

    private void open(TinySentences tiny) {
        tiny.write(store);
        models = ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(2, Device.cpu()));
    }

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void putsThePrefixOfThePurposeBeforeAText() {
        assertTokens(embed("scratch dent", Purpose.QUERY), "▁query", ":", "▁scratch", "▁dent");
        assertTokens(embed("scratch dent", Purpose.PASSAGE), "▁passage", ":", "▁scratch", "▁dent");
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void givesTheSameBitsAloneAndAmongOthers(Purpose purpose) {
        List<String> texts = List.of("scratch", "dent scratch dent", "긁힘", "what is this", "scratch");
        List<EmbeddedText> together = encoder().embed(texts, purpose);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(together.get(i)).isEqualTo(embed(texts.get(i), purpose));
        }
    }

    @Test
    void givesNothingForNothing() {
        assertThat(encoder().embed(List.of(), Purpose.QUERY)).isEmpty();
    }

    @Test
    void countsPiecesWithoutThePrefixAndUnknownOnesAmongThem() {
        EmbeddedText known = embed("scratch dent", Purpose.QUERY);
        assertThat(known.pieces()).isEqualTo(2);
        assertThat(known.unknownPieces()).isZero();
        EmbeddedText partly = embed("scratch 휨 dent", Purpose.PASSAGE);
        assertThat(partly.pieces()).isEqualTo(4); // '휨' is a space and what is unknown
        assertThat(partly.unknownPieces()).isOne();
        assertThat(partly.cutOff()).isFalse();
    }

    @Test
    void countsNoUnknownPiecesWhereTheVocabularyHasEverything() {
        models.close();
        TinySentences tiny = new TinySentences("tiny");
        tiny.json().remove("unknownToken");
        open(tiny);
        assertThat(embed("휨", Purpose.QUERY).unknownPieces()).isZero();
    }

    @Test
    void cutsATextBeyondTheContextAndSaysSo() {
        // start, prefix of two, six words, end
        EmbeddedText full = embed("scratch ".repeat(6), Purpose.QUERY);
        assertThat(full.cutOff()).isFalse();
        EmbeddedText longer = embed("scratch ".repeat(6) + "dent 휨", Purpose.QUERY);
        assertThat(longer.cutOff()).isTrue();
        assertThat(longer.embedding()).isEqualTo(full.embedding());
        assertThat(longer.pieces()).isEqualTo(9);
        assertThat(longer.unknownPieces()).isOne();
    }

    @Test
    void looksAtTheBeginningOfAnEndlessTextAlone() {
        EmbeddedText endless = embed("scratch ".repeat(200_000), Purpose.QUERY);
        assertThat(endless.cutOff()).isTrue();
        assertThat(endless.pieces()).isBetween(8_000, 8_200);
        assertThat(embed("scratch" + " ".repeat(70_000) + "dent", Purpose.QUERY).cutOff())
                .isTrue();
    }

    @Test
    void composesAText() {
        String decomposed = Normalizer.normalize("긁힘", Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo("긁힘");
        assertThat(embed(decomposed, Purpose.QUERY)).isEqualTo(embed("긁힘", Purpose.QUERY));
        assertThat(embed(decomposed, Purpose.QUERY).unknownPieces()).isZero();
    }

    @Test
    void leavesOutTheWhiteSpaceAroundAText() {
        assertThat(embed(" \n\u3000scratch\t", Purpose.QUERY)).isEqualTo(embed("scratch", Purpose.QUERY));
    }

    @Test
    void takesWhatIsNoUnicode() {
        assertThat(embed("scratch \ud83d", Purpose.QUERY).unknownPieces()).isOne();
    }

    @Test
    void bringsEmbeddingsToLengthOneWhereTheModelDoesNot() {
        models.close();
        TinySentences tiny = new TinySentences("tiny").model(TinySentences.onnx(false, 7));
        tiny.json().put("normalised", false);
        open(tiny);
        assertTokens(embed("scratch", Purpose.QUERY), "▁query", ":", "▁scratch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void refusesABlankText(String blank) {
        assertThatThrownBy(() -> encoder().embed(List.of("scratch", blank), Purpose.QUERY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("blank", "text 1 of 2");
    }

    @Test
    void refusesAnEmbeddingThatIsNotANumber() {
        assertThatThrownBy(() -> embed("scratch nan", Purpose.QUERY))
                .isInstanceOf(InferenceException.class)
                .hasMessageContainingAll("'tiny'", "NaN", "docs/models.md");
        assertThat(embed("scratch", Purpose.QUERY).pieces()).isOne();
    }

    @Test
    void givesEqualBitsFromManyThreads() throws Exception {
        List<String> texts = List.of("scratch", "dent", "긁힘 dent", "휨", "scratch dent dent dent");
        List<EmbeddedText> alone = encoder().embed(texts, Purpose.PASSAGE);
        ExecutorService executor = Executors.newFixedThreadPool(6);
        try {
            List<Future<EmbeddedText>> together = IntStream.range(0, 200)
                    .mapToObj(i -> executor.submit(() -> embed(texts.get(i % 5), Purpose.PASSAGE)))
                    .toList();
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i % 5));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void cannotBeUsedAfterItWasClosed() {
        SentenceEncoder encoder = encoder();
        models.close();
        models.close();
        assertThatThrownBy(() -> encoder.embed(List.of("scratch"), Purpose.QUERY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("'tiny'", "closed");
        assertThatThrownBy(this::encoder)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'tiny'");
    }

    private static void assertTokens(EmbeddedText embedded, String... pieces) {
        int[] tokens = IntStream.concat(
                        IntStream.concat(
                                IntStream.of(TinySentences.START),
                                List.of(pieces).stream().mapToInt(TinySentences::piece)),
                        IntStream.of(TinySentences.END))
                .toArray();
        double[] expected = TinySentences.expected(tokens);
        float[] values = embedded.embedding().values();
        double[] actual =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        assertThat(actual).containsExactly(expected, within(1e-5));
        assertThat(DoubleStream.of(actual).map(value -> value * value).sum()).isCloseTo(1, within(1e-5));
    }

    private EmbeddedText embed(String text, Purpose purpose) {
        return encoder().embed(List.of(text), purpose).get(0);
    }

    private SentenceEncoder encoder() {
        return models.encoders().sentences("tiny");
    }
}
