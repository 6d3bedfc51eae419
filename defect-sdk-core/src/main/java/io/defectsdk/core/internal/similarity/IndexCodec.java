package io.defectsdk.core.internal.similarity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.defectsdk.ErrorCode;
import io.defectsdk.SimilarityException;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.VoteCalibration;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An index as bytes, the same bytes for the same index, so that their hash names it: {@code "DSSIMIDX"}, format version (int32), length
 * of the header (int32), header (JSON, UTF-8, keys sorted), and two maps, for pictures and for regions: mean ({@code dimension} float32)
 * and, where the header says so, the triangle ({@code dimension (dimension + 1) / 2} float32); numbers little-endian.
 */
public final class IndexCodec {
    private static final byte[] MAGIC = "DSSIMIDX".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private IndexCodec() {}

    private record Header(
            EmbeddingSpace space,
            boolean pictureTriangle,
            VoteCalibration byPicture,
            boolean regionTriangle,
            VoteCalibration byRegion,
            double wholeShare) {}

    /** The bytes of an index. */
    public static byte[] encode(IndexContent index) {
        byte[] header = header(index);
        long size = MAGIC.length
                + 8L
                + header.length
                + bytes(index.byPicture().map())
                + bytes(index.byRegion().map());
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(FORMAT).putInt(header.length).put(header);
        write(index.byPicture().map(), bytes);
        write(index.byRegion().map(), bytes);
        return bytes.array();
    }

    private static byte[] header(IndexContent index) {
        try {
            return JSON.writeValueAsBytes(new Header(
                    index.space(),
                    index.byPicture().map().triangle().length > 0,
                    index.byPicture().vote(),
                    index.byRegion().map().triangle().length > 0,
                    index.byRegion().vote(),
                    index.wholeShare()));
        } catch (JsonProcessingException e) {
            throw new SimilarityException(
                    ErrorCode.INDEX_UNREADABLE, "the similarity index cannot be written: " + e, e);
        }
    }

    private static long bytes(LinearMap map) {
        return (long) Float.BYTES * (map.dimension() + map.triangle().length);
    }

    private static void write(LinearMap map, ByteBuffer bytes) {
        write(map.mean(), bytes);
        write(map.triangle(), bytes);
    }

    private static void write(float[] values, ByteBuffer bytes) {
        for (float value : values) {
            bytes.putFloat(value);
        }
    }

    /**
     * The index of some bytes.
     *
     * @throws SimilarityException {@code INDEX_UNREADABLE} if they are none, damaged, or of another release
     */
    public static IndexContent decode(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        try {
            byte[] magic = new byte[MAGIC.length];
            bytes.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw unreadable("the stored content is none", null);
            }
            int format = bytes.getInt();
            if (format != FORMAT) {
                throw unreadable(
                        "it has format " + format + ", but this release reads format " + FORMAT
                                + ": use the release that made it, or make it anew with"
                                + " deployments().deploy(SimilarityDeployment...)",
                        null);
            }
            int headerLength = bytes.getInt();
            if (headerLength < 0 || headerLength > bytes.remaining()) {
                throw unreadable("it is damaged: its header is cut off", null);
            }
            byte[] json = new byte[headerLength];
            bytes.get(json);
            return index(JSON.readValue(json, Header.class), bytes);
        } catch (BufferUnderflowException e) {
            throw unreadable("it is damaged: it is cut off", e);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable("it is damaged: " + e.getMessage(), e);
        }
    }

    private static IndexContent index(@Nullable Header header, ByteBuffer bytes) {
        if (header == null) {
            throw unreadable("it is damaged: its header says nothing", null);
        }
        int dimension = header.space().dimension();
        if (dimension < 1 || dimension > Embedding.MAX_DIMENSION) {
            throw unreadable("it is damaged: its embeddings have " + dimension + " dimensions", null);
        }
        LinearMap pictures = map(dimension, header.pictureTriangle(), bytes);
        LinearMap regions = map(dimension, header.regionTriangle(), bytes);
        if (bytes.hasRemaining()) {
            throw unreadable("it is damaged: " + bytes.remaining() + " bytes follow it", null);
        }
        return new IndexContent(
                header.space(),
                new IndexContent.Comparison(pictures, header.byPicture()),
                new IndexContent.Comparison(regions, header.byRegion()),
                header.wholeShare());
    }

    private static LinearMap map(int dimension, boolean triangle, ByteBuffer bytes) {
        float[] mean = read(dimension, bytes);
        return LinearMap.of(mean, triangle ? read(LinearMap.triangleLength(dimension), bytes) : new float[0]);
    }

    private static float[] read(long count, ByteBuffer bytes) {
        if (count > bytes.remaining() / Float.BYTES) { // before memory is taken
            throw new BufferUnderflowException();
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getFloat();
            if (!Float.isFinite(values[i])) {
                throw unreadable("it is damaged: one of its numbers is " + values[i], null);
            }
        }
        return values;
    }

    private static SimilarityException unreadable(String how, @Nullable Throwable cause) {
        return new SimilarityException(
                ErrorCode.INDEX_UNREADABLE, "the similarity index cannot be used: " + how, cause);
    }
}
