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
 * (int32), length of the header (int32), header (JSON, UTF-8, keys sorted), and the bank as {@link BankBlock} writes it; numbers
 * little-endian.
 */
public final class RecipeCodec {
    private static final byte[] MAGIC = "DSRECIPE".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 5;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private RecipeCodec() {}

    private record Header(
            String productCode, long seed, List<String> okPictureHashes, String okViewsSha256, RecipeSummary summary) {
        private Header {
            okPictureHashes = List.copyOf(okPictureHashes);
        }
    }

    /** The bytes of a recipe. */
    public static byte[] encode(Recipe recipe) {
        byte[] header = header(recipe);
        int size = Math.addExact(MAGIC.length + 8 + header.length, BankBlock.size(recipe.bank()));
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(FORMAT).putInt(header.length).put(header);
        BankBlock.write(recipe.bank(), bytes);
        return bytes.array();
    }

    private static byte[] header(Recipe recipe) {
        try {
            return JSON.writeValueAsBytes(new Header(
                    recipe.productCode(),
                    recipe.seed(),
                    recipe.okPictureHashes(),
                    recipe.okViewsSha256(),
                    recipe.summary()));
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
        MemoryBank bank = BankBlock.read(bytes, header.okPictureHashes().size());
        if (bytes.hasRemaining()) {
            throw damaged(bytes.remaining() + " bytes follow its bank", null);
        }
        return new Recipe(
                header.productCode(),
                header.seed(),
                header.okPictureHashes(),
                header.okViewsSha256(),
                header.summary(),
                bank);
    }

    private static RecipeException damaged(String how, @Nullable Throwable cause) {
        return new RecipeException("the stored recipe is damaged: " + how, cause);
    }
}
