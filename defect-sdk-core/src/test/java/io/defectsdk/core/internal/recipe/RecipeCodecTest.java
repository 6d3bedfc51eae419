package io.defectsdk.core.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.RecipeException;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.deployment.BankSummary;
import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DefectCalibration;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchSampling;
import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.ScoreTail;
import io.defectsdk.deployment.ThresholdGoal;
import io.defectsdk.inspection.Preprocessing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeCodecTest {
    private static final int COUNT = 5;
    private static final int DIMENSION = 3;
    private static final int BANK = 16 + 4 * COUNT * (2 + DIMENSION);

    private static Recipe recipe() {
        float[] vectors = new float[COUNT * DIMENSION];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = i / 7f - 1;
        }
        return recipe("제품 A", vectors);
    }

    private static Recipe recipe(String productCode, float[] vectors) {
        Calibration calibration = new Calibration(
                9,
                4,
                0.75,
                1.5,
                2.25,
                0.05,
                RateEstimate.beyond(0, 9),
                0.01,
                RateEstimate.beyond(0, 9),
                new ScoreTail(9, 4, 1.25, 0.5),
                new DefectCalibration(7, ThresholdGoal.escapes(0.02), RateEstimate.beyond(0, 7)));
        RecipeSummary summary = new RecipeSummary(
                new PatchCoreMethod("backbone", "ab".repeat(32), List.of("stage2", "stage4"), 256, Preprocessing.NONE),
                new BankSummary(3, 90, 45, PatchSampling.RESERVOIR, COUNT, DIMENSION, 3.5),
                calibration,
                1.0,
                0.9);
        MemoryBank bank = new MemoryBank(DIMENSION, vectors, new int[] {0, 2, 1, 1, 0}, new int[] {7, 1_023, 0, 5, 6});
        return new Recipe(productCode, -42, List.of("11", "22", "33"), "cd".repeat(32), summary, bank);
    }

    @Test
    void readsWhatItWrote() {
        Recipe recipe = recipe();

        Recipe read = RecipeCodec.decode(RecipeCodec.encode(recipe));

        assertThat(read.productCode()).isEqualTo("제품 A");
        assertThat(read.seed()).isEqualTo(-42);
        assertThat(read.okPictureHashes()).containsExactly("11", "22", "33");
        assertThat(read.summary()).isEqualTo(recipe.summary());
        assertThat(read.bank().vectors()).isEqualTo(recipe.bank().vectors());
        assertThat(read.okViewsSha256()).isEqualTo("cd".repeat(32));
        assertThat(read.bank().pictures()).containsExactly(0, 2, 1, 1, 0);
        assertThat(read.bank().patches()).containsExactly(7, 1_023, 0, 5, 6);
    }

    @Test
    void writesTheSameBytesForTheSameRecipe() {
        byte[] bytes = RecipeCodec.encode(recipe());

        assertThat(RecipeCodec.encode(recipe())).isEqualTo(bytes);
        assertThat(RecipeCodec.encode(RecipeCodec.decode(bytes))).isEqualTo(bytes);
    }

    @Test
    void writesOtherBytesForAnotherRecipe() {
        assertThat(RecipeCodec.encode(recipe("제품 B", new float[COUNT * DIMENSION])))
                .isNotEqualTo(RecipeCodec.encode(recipe("제품 A", new float[COUNT * DIMENSION])));
    }

    @Test
    void laysItsBytesOutAsDocumented() {
        ByteBuffer bytes = ByteBuffer.wrap(RecipeCodec.encode(recipe())).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        bytes.get(magic);

        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("DSRECIPE");
        assertThat(bytes.getInt()).isEqualTo(5);
        byte[] header = new byte[bytes.getInt()];
        bytes.get(header);
        assertThat(new String(header, StandardCharsets.UTF_8))
                .startsWith("{\"okPictureHashes\":[\"11\",\"22\",\"33\"],\"okViewsSha256\":\"" + "cd".repeat(32)
                        + "\",\"productCode\":\"제품 A\",\"seed\":-42,\"summary\":{");
        assertThat(ints(bytes, 4)).containsExactly(COUNT, DIMENSION, 1, COUNT);
        assertThat(ints(bytes, COUNT)).containsExactly(0, 2, 1, 1, 0);
        assertThat(ints(bytes, COUNT)).containsExactly(7, 1_023, 0, 5, 6);
        assertThat(bytes.getFloat()).isEqualTo(-1f);
        assertThat(bytes.remaining()).isEqualTo(4 * (COUNT * DIMENSION - 1));
    }

    private static int[] ints(ByteBuffer bytes, int count) {
        return IntStream.range(0, count).map(i -> bytes.getInt()).toArray();
    }

    @Test
    void refusesARecipeCutAnywhere() {
        byte[] whole = RecipeCodec.encode(recipe());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(RecipeException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> RecipeCodec.decode(cut));
        }
    }

    @Test
    void refusesBytesAfterTheEnd() {
        byte[] whole = RecipeCodec.encode(recipe());

        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> RecipeCodec.decode(Arrays.copyOf(whole, whole.length + 4)))
                .withMessageContaining("4 bytes follow its bank");
    }

    /** A changed bank cannot be told without its hash, which the store checks; nothing else may come of it. */
    @Test
    void readsOrRefusesARecipeWithFlippedBits() {
        byte[] whole = RecipeCodec.encode(recipe());
        int bank = whole.length - 4 * COUNT * DIMENSION;
        for (int at = 0; at < bank; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                try {
                    assertThat(RecipeCodec.decode(flipped).bank().count()).isEqualTo(COUNT);
                } catch (RecipeException e) {
                    assertThat(e.getMessage()).containsAnyOf("damaged", "not a recipe", "format");
                }
            }
        }
    }

    @Test
    void saysThatAFormatIsNewer() {
        byte[] newer = RecipeCodec.encode(recipe());
        newer[8] = 6;

        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> RecipeCodec.decode(newer))
                .withMessageContaining("format 6")
                .withMessageContaining("reads format 5");
    }

    @Test
    void saysThatAnOlderFormatMustBeTaughtAgain() {
        byte[] older = RecipeCodec.encode(recipe());
        older[8] = 4;

        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> RecipeCodec.decode(older))
                .withMessageContaining("format 4")
                .withMessageContaining("teach the product again");
    }

    @Test
    void refusesWhatIsNoRecipe() {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(
                        () -> RecipeCodec.decode("a text, long enough for a header".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("not a recipe");
    }

    @ParameterizedTest
    @CsvSource({
        "2000000000, 152",
        "2000000000, 2000000000",
        "-1, -5",
        "-5, 3",
        "0, 0",
        "5, 0",
        "0, 3",
        "1073741824, 4",
        "2147483647, 2147483647"
    })
    void takesNoMemoryForABankThatIsNotThere(int count, int dimension) {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> RecipeCodec.decode(withBankOf(count, dimension)))
                .withMessageContaining("damaged");
    }

    @Test
    void refusesAVastDimension() {
        int dimension = 4_000_000;
        byte[] recipe = withBankOf(1, dimension);
        byte[] padded = Arrays.copyOf(recipe, recipe.length + 4 * dimension);

        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> RecipeCodec.decode(padded))
                .withMessageContaining("4000000 dimensions");
    }

    private static byte[] withBankOf(int count, int dimension) {
        byte[] whole = RecipeCodec.encode(recipe());
        ByteBuffer.wrap(whole)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(whole.length - BANK, count)
                .putInt(whole.length - BANK + 4, dimension);
        return whole;
    }

    @Test
    void refusesABankThatIsNotTheHeaders() {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> RecipeCodec.decode(withHeader(header(), "\"vectors\":5", "\"vectors\":4")))
                .withMessageContaining("4 vectors of 3 dimensions")
                .withMessageContaining("5 of 3");
    }

    @ParameterizedTest
    @CsvSource({"16, 3, picture 3 of 3", "16, -1, picture -1", "36, -2, patch -2"})
    void refusesAnOriginThatCannotBe(int at, int value, String message) {
        byte[] whole = RecipeCodec.encode(recipe());
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(whole.length - BANK + at, value);

        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> RecipeCodec.decode(whole))
                .withMessageContaining("damaged")
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "\"text\"",
                "{\"okPictureHashes\":null,\"productCode\":\"a\",\"seed\":1,\"summary\":null}",
                "{\"okPictureHashes\":[null],\"productCode\":\"a\",\"seed\":1,\"summary\":null}",
                "{\"okPictureHashes\":"
            })
    void refusesHeadersOfAnotherShape(String header) {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> RecipeCodec.decode(withHeader(header)))
                .withMessageContaining("damaged");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"productCode\":\"제품 A\"', '\"productCode\":null'",
        "'[\"11\",', '[null,'",
        "'\"layers\":[\"stage2\"', '\"layers\":[null'",
        "'\"seed\":-42', '\"seed\":null'",
        "'\"seed\":-42', '\"seed\":\"x\"'",
        "'\"seed\":-42', '\"seeds\":-42'",
        "'\"calibration\":{', '\"calibration\":{\"more\":1,'"
    })
    void refusesHeadersWithWrongParts(String from, String to) {
        assertThat(header()).contains(from);
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> RecipeCodec.decode(withHeader(header(), from, to)))
                .withMessageContaining("damaged");
    }

    @Test
    void refusesRandomBytesAfterItsFirst() {
        Random random = new Random(11);
        byte[] head = Arrays.copyOf(RecipeCodec.encode(recipe()), 12);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[12 + random.nextInt(200)];
            random.nextBytes(bytes);
            System.arraycopy(head, 0, bytes, 0, 12);
            assertThatExceptionOfType(RecipeException.class).isThrownBy(() -> RecipeCodec.decode(bytes));
        }
    }

    private static String header() {
        ByteBuffer bytes = ByteBuffer.wrap(RecipeCodec.encode(recipe())).order(ByteOrder.LITTLE_ENDIAN);
        return new String(bytes.array(), 16, bytes.getInt(12), StandardCharsets.UTF_8);
    }

    private static byte[] withHeader(String header, String... replacements) {
        String changed = header;
        for (int i = 0; i < replacements.length; i += 2) {
            changed = changed.replace(replacements[i], replacements[i + 1]);
        }
        byte[] json = changed.getBytes(StandardCharsets.UTF_8);
        byte[] whole = RecipeCodec.encode(recipe());
        return ByteBuffer.allocate(16 + json.length + BANK)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(whole, 0, 12)
                .putInt(json.length)
                .put(json)
                .put(whole, whole.length - BANK, BANK)
                .array();
    }
}
