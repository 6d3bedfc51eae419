package io.defectsdk.core.internal.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.defectsdk.ErrorCode;
import io.defectsdk.SimilarityException;
import io.defectsdk.core.internal.inspection.AllocatedBytes;
import io.defectsdk.core.internal.similarity.IndexContent.Comparison;
import io.defectsdk.similarity.Framing;
import io.defectsdk.similarity.VoteCalibration;
import io.defectsdk.similarity.VoteCalibration.Step;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexCodecTest {
    private static final int DIMENSION = 3;

    /** Two means and one triangle. */
    private static final int NUMBERS = 4 * (DIMENSION + 6 + DIMENSION);

    private static IndexContent index() {
        EmbeddingSpace space = new EmbeddingSpace(
                EmbeddingSpace.Family.CLIP, "ViT-B-32_오픈", "ab".repeat(32), DIMENSION, Framing.LETTERBOX);
        VoteCalibration byPicture = new VoteCalibration(
                7, 0.85, 0.1 + 0.2, 40, 1.0 / 3, 0.9, List.of(new Step(-0.01, 0.25), new Step(0.125, 0.75)));
        return new IndexContent(
                space,
                new Comparison(
                        LinearMap.of(new float[] {0.1f, -2, Float.MIN_VALUE}, new float[] {1, 2, 3, 4, 5, -6.5f}),
                        byPicture),
                new Comparison(LinearMap.identity(DIMENSION), VoteCalibrator.none(0.85)),
                0.25);
    }

    private static void assertUnreadable(byte[] content, String how) {
        assertThatExceptionOfType(SimilarityException.class)
                .isThrownBy(() -> IndexCodec.decode(content))
                .withMessageStartingWith("the similarity index cannot be used: ")
                .withMessageContaining(how)
                .extracting(SimilarityException::code)
                .isEqualTo(ErrorCode.INDEX_UNREADABLE);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String header(byte[] content) {
        return new String(content, 16, buffer(content).getInt(12), StandardCharsets.UTF_8);
    }

    /** The index with a header of other text. */
    private static byte[] withHeader(String header) {
        byte[] whole = IndexCodec.encode(index());
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return buffer(new byte[16 + text.length + NUMBERS])
                .put(whole, 0, 12)
                .putInt(text.length)
                .put(text)
                .put(whole, whole.length - NUMBERS, NUMBERS)
                .array();
    }

    @Test
    void readsWhatItWrote() {
        IndexContent index = index();

        IndexContent read = IndexCodec.decode(IndexCodec.encode(index));

        assertThat(read.space()).isEqualTo(index.space());
        assertThat(read.wholeShare()).isEqualTo(0.25);
        assertThat(read.byPicture().vote()).isEqualTo(index.byPicture().vote());
        assertThat(read.byRegion().vote()).isEqualTo(index.byRegion().vote());
        assertThat(read.byPicture().map().mean())
                .isEqualTo(index.byPicture().map().mean());
        assertThat(read.byPicture().map().triangle())
                .isEqualTo(index.byPicture().map().triangle());
        assertThat(read.byRegion().map().mean()).containsExactly(0, 0, 0);
        assertThat(read.byRegion().map().triangle()).isEmpty();
    }

    @Test
    void writesTheSameBytesForTheSameIndex() {
        byte[] bytes = IndexCodec.encode(index());

        assertThat(IndexCodec.encode(index())).isEqualTo(bytes);
        assertThat(IndexCodec.encode(IndexCodec.decode(bytes))).isEqualTo(bytes);
    }

    @Test
    void laysItsBytesOutAsDocumented() {
        byte[] whole = IndexCodec.encode(index());

        assertThat(new String(whole, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("DSSIMIDX");
        assertThat(buffer(whole).getInt(8)).isEqualTo(1);
        assertThat(header(whole)).startsWith("{\"byPicture\":{\"answeredRight\":0.9,");
        ByteBuffer numbers = buffer(whole).position(whole.length - NUMBERS);
        assertThat(numbers.getFloat()).isEqualTo(0.1f);
        assertThat(numbers.position(whole.length - 4 * DIMENSION - 4).getFloat())
                .isEqualTo(-6.5f);
    }

    @Test
    void refusesAnIndexCutAnywhere() {
        byte[] whole = IndexCodec.encode(index());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(SimilarityException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> IndexCodec.decode(cut))
                    .extracting(SimilarityException::code)
                    .isEqualTo(ErrorCode.INDEX_UNREADABLE);
        }
    }

    @Test
    void refusesBytesAfterTheEnd() {
        byte[] whole = IndexCodec.encode(index());

        assertUnreadable(Arrays.copyOf(whole, whole.length + 3), "3 bytes follow it");
    }

    /** Another number or code point cannot be told without the hash, which the store checks; nothing else may come of it. */
    @Test
    void readsOrRefusesAnIndexWithFlippedBits() {
        byte[] whole = IndexCodec.encode(index());
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                Throwable thrown = catchThrowable(
                        () -> assertThat(IndexCodec.decode(flipped).space().dimension())
                                .isEqualTo(DIMENSION));
                if (thrown != null) {
                    assertThat(thrown)
                            .as("bit %d of byte %d", bit, at)
                            .isInstanceOf(SimilarityException.class)
                            .extracting(e -> ((SimilarityException) e).code())
                            .isEqualTo(ErrorCode.INDEX_UNREADABLE);
                }
            }
        }
    }

    @Test
    void refusesOtherContent() {
        byte[] other = IndexCodec.encode(index());
        other[0] = 'X';

        assertUnreadable(other, "the stored content is none");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1, Integer.MAX_VALUE})
    void refusesAnotherFormat(int format) {
        byte[] other = IndexCodec.encode(index());
        buffer(other).putInt(8, format);

        assertUnreadable(other, "it has format " + format + ", but this release reads format 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20})
    void refusesAHeaderThatIsNotThere(int length) {
        byte[] other = IndexCodec.encode(index());
        buffer(other).putInt(12, length);

        assertUnreadable(other, "its header is cut off");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesNumbersThatAreNotFinite(float value) {
        byte[] other = IndexCodec.encode(index());
        buffer(other).putFloat(other.length - 4, value);

        assertUnreadable(other, "one of its numbers is " + value);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_537, Integer.MAX_VALUE, 65_536, 1_024})
    void refusesADimensionThatItsNumbersAreNotOf(int dimension) {
        byte[] other =
                withHeader(header(IndexCodec.encode(index())).replace("\"dimension\":3", "\"dimension\":" + dimension));

        long before = AllocatedBytes.now();
        assertUnreadable(other, dimension >= 1 && dimension <= 65_536 ? "it is cut off" : dimension + " dimensions");
        assertThat(AllocatedBytes.now() - before).isLessThan(4 << 20);
    }

    /** What somebody could write into a header. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"wholeShare\":0.25|\"wholeShare\":1",
                "\"wholeShare\":0.25|\"wholeShare\":-0.1",
                "\"wholeShare\":0.25|\"wholeShare\":\"NaN\"",
                "\"wholeShare\":0.25|\"wholeShare\":null",
                "\"wholeShare\":0.25|\"other\":1",
                "\"neighbours\":7|\"neighbours\":0",
                "\"neighbours\":7|\"neighbours\":1e99",
                "\"minimumConfidence\":0.85|\"minimumConfidence\":1.5",
                "\"farSimilarity\":-1.0|\"farSimilarity\":-1.5",
                "\"answeredRight\":0.9|\"answeredRight\":\"NaN\"",
                "\"answeredRight\":0.9|\"answeredRight\":1.1",
                "\"pictures\":40|\"pictures\":-40",
                "\"confidence\":0.25|\"confidence\":-0.25",
                "\"confidence\":0.25|\"confidence\":0.9",
                "\"margin\":0.125|\"margin\":-0.125",
                "\"margin\":0.125|\"margin\":\"Infinity\"",
                "\"steps\":[]|\"steps\":[null]",
                "\"steps\":[]|\"steps\":null",
                "\"family\":\"CLIP\"|\"family\":\"NONE\"",
                "\"framing\":\"LETTERBOX\"|\"framing\":null",
                "\"encoder\":|\"encoder\":{},\"x\":",
                "\"dimension\":3|\"dimension\":3.5",
                "\"space\":{|\"space\":[",
                "\"pictureTriangle\":true|\"pictureTriangle\":false",
                "\"regionTriangle\":false|\"regionTriangle\":true",
            })
    void refusesAHeaderThatSaysSomethingElse(String said, String instead) {
        String header = header(IndexCodec.encode(index()));
        assertThat(header).contains(said);

        assertUnreadable(withHeader(header.replace(said, instead)), "");
    }

    @Test
    void refusesAHeaderThatIsNone() {
        String header = header(IndexCodec.encode(index()));

        for (String other : List.of("null", "", "[]", "0", "{}", "\"\"", header + "{}", "[".repeat(100_000))) {
            assertUnreadable(withHeader(other), "it is damaged");
        }
    }
}
