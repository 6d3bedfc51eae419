package io.defectsdk.core.internal.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.defectsdk.RecipeException;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.deployment.RecipeSummary;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recipe as bytes, the same bytes for the same recipe, so that their hash names it: {@code "DSRECIPE"}, format version
 * (int32), length of the header (int32), header (JSON, UTF-8, keys sorted), sources ({@code int32 [bankVectors]}), bank
 * ({@code float32 [bankVectors, dimension]}, row-major); numbers little-endian.
 */
public final class RecipeCodec {
    private static final byte[] MAGIC = "DSRECIPE".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 3;

    /** Far above any backbone's; a bank pads its vectors to blocks, so that a vast dimension would take vast memory. */
    private static final int MAX_DIMENSION = 1 << 16;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private RecipeCodec() {}

    private record Header(String productCode, long seed, List<String> okPictureHashes, RecipeSummary summary) {
        private Header {
            okPictureHashes = List.copyOf(okPictureHashes);
        }
    }

    /** The bytes of a recipe. */
    public static byte[] encode(Recipe recipe) {
        byte[] header = header(recipe);
        float[] vectors = recipe.bank().vectors();
        int[] sources = recipe.bank().sources();
        int size = Math.addExact(
                MAGIC.length + 8 + header.length, Math.multiplyExact(Math.addExact(sources.length, vectors.length), 4));
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(FORMAT).putInt(header.length).put(header);
        bytes.asIntBuffer().put(sources);
        bytes.position(bytes.position() + 4 * sources.length);
        bytes.asFloatBuffer().put(vectors);
        return bytes.array();
    }

    private static byte[] header(Recipe recipe) {
        try {
            return JSON.writeValueAsBytes(
                    new Header(recipe.productCode(), recipe.seed(), recipe.okPictureHashes(), recipe.summary()));
        } catch (JsonProcessingException e) {
            throw new RecipeException("the recipe of " + recipe.productCode() + " cannot be written: " + e, e);
        }
    }

    /**
     * The recipe of some bytes.
     *
     * @throws RecipeException if they are no recipe, damaged, or of an older or newer release
     */
    public static Recipe decode(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        try {
            byte[] magic = new byte[MAGIC.length];
            bytes.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new RecipeException("the stored content is not a recipe", null);
            }
            int format = bytes.getInt();
            if (format >= 1 && format < FORMAT) {
                throw new RecipeException(
                        "the recipe has format " + format + " of an older release, but this release reads format "
                                + FORMAT + ": teach the product again with deployments().deploy(...)",
                        null);
            }
            if (format != FORMAT) {
                throw new RecipeException(
                        "the recipe has format " + format + ", but this release reads format " + FORMAT
                                + ": use the release that made it, or a newer one",
                        null);
            }
            int headerLength = bytes.getInt();
            if (headerLength < 0 || headerLength > bytes.remaining()) {
                throw damaged("its header is cut off", null);
            }
            byte[] json = new byte[headerLength];
            bytes.get(json);
            Header header = JSON.readValue(json, Header.class);
            if (header == null) {
                throw damaged("its header says nothing", null);
            }
            return recipe(header, bytes);
        } catch (BufferUnderflowException e) {
            throw damaged("it is cut off", e);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private static Recipe recipe(Header header, ByteBuffer bytes) {
        RecipeSummary summary = header.summary();
        int count = summary.bank().vectors();
        int dimension = summary.bank().dimension();
        boolean sane = count > 0 && dimension > 0 && dimension <= MAX_DIMENSION;
        if (!sane || 4L * count * (1 + dimension) != bytes.remaining()) {
            throw damaged(
                    "its header says " + count + " vectors of " + dimension + " dimensions, but " + bytes.remaining()
                            + " bytes follow",
                    null);
        }
        int[] sources = new int[count];
        bytes.asIntBuffer().get(sources);
        bytes.position(bytes.position() + 4 * sources.length);
        float[] vectors = new float[count * dimension];
        bytes.asFloatBuffer().get(vectors);
        MemoryBank bank = new MemoryBank(dimension, vectors, sources);
        return new Recipe(header.productCode(), header.seed(), header.okPictureHashes(), summary, bank);
    }

    private static RecipeException damaged(String how, @Nullable Throwable cause) {
        return new RecipeException("the stored recipe is damaged: " + how, cause);
    }
}
