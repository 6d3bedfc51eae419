package io.defectsdk.core.internal.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.defectsdk.ErrorCode;
import io.defectsdk.ManualException;
import io.defectsdk.core.internal.guide.IndexedPassage.Meaning;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import io.defectsdk.guide.ManualSentence;
import io.defectsdk.guide.PageArea;
import io.defectsdk.guide.Passage;
import io.defectsdk.similarity.Embedding;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index of manuals as bytes, the same bytes for the same index, so that their hash names it: {@code "DSMANIDX"}, format version (int32),
 * length of the header (int32), header (JSON, UTF-8, keys sorted), and of each sentence its embedding ({@code dimension} float32);
 * numbers little-endian.
 */
public final class ManualIndexCodec {
    private static final byte[] MAGIC = "DSMANIDX".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private ManualIndexCodec() {}

    private record Header(
            String reader,
            @Nullable String encoder,
            @Nullable String encoderSha256,
            int dimension,
            List<StoredPassage> passages) {}

    private record StoredPassage(
            String id,
            long manualId,
            String manual,
            int revision,
            String product,
            List<String> headings,
            @Nullable String defect,
            List<StoredSentence> sentences,
            List<StoredMeaning> meanings) {
        static StoredPassage of(IndexedPassage indexed) {
            Passage passage = indexed.passage();
            return new StoredPassage(
                    passage.id(),
                    passage.manualId(),
                    passage.manualName(),
                    passage.revision(),
                    passage.productCode(),
                    passage.headings(),
                    passage.defectCode().orElse(null),
                    passage.sentences().stream().map(StoredSentence::of).toList(),
                    indexed.meanings().stream().map(StoredMeaning::of).toList());
        }

        Passage passage() {
            return new Passage(
                    id,
                    manualId,
                    manual,
                    revision,
                    product,
                    headings,
                    Optional.ofNullable(defect),
                    sentences.stream().map(StoredSentence::sentence).toList());
        }
    }

    private record StoredMeaning(String embedded, int unknownPieces, boolean cutOff) {
        static StoredMeaning of(Meaning meaning) {
            return new StoredMeaning(meaning.embeddedSha256(), meaning.unknownPieces(), meaning.cutOff());
        }
    }

    private record StoredSentence(
            @Nullable GuideSection section, int page, int start, int end, String text, List<float[]> areas) {
        static StoredSentence of(ManualSentence sentence) {
            return new StoredSentence(
                    sentence.section().orElse(null),
                    sentence.page(),
                    sentence.start(),
                    sentence.end(),
                    sentence.text(),
                    sentence.areas().stream()
                            .map(area -> new float[] {area.x(), area.y(), area.width(), area.height()})
                            .toList());
        }

        ManualSentence sentence() {
            return new ManualSentence(
                    Optional.ofNullable(section),
                    page,
                    start,
                    end,
                    text,
                    areas.stream().map(StoredSentence::area).toList());
        }

        private static PageArea area(float[] area) {
            if (area.length != 4) {
                throw new IllegalArgumentException("a rectangle has four numbers, but one has " + area.length);
            }
            return new PageArea(area[0], area[1], area[2], area[3]);
        }
    }

    /** The bytes of an index. */
    public static byte[] encode(ManualIndexContent index) {
        byte[] header = header(index);
        long size = MAGIC.length
                + 8L
                + header.length
                + (long) Float.BYTES
                        * index.dimension()
                        * index.passages().stream()
                                .mapToLong(passage -> passage.meanings().size())
                                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(FORMAT).putInt(header.length).put(header);
        for (IndexedPassage passage : index.passages()) {
            for (Meaning meaning : passage.meanings()) {
                for (float value : meaning.embedding().values()) {
                    bytes.putFloat(value);
                }
            }
        }
        return bytes.array();
    }

    private static byte[] header(ManualIndexContent index) {
        try {
            return JSON.writeValueAsBytes(new Header(
                    index.reader(),
                    index.encoder().map(EncoderName::id).orElse(null),
                    index.encoder().map(EncoderName::sha256).orElse(null),
                    index.dimension(),
                    index.passages().stream().map(StoredPassage::of).toList()));
        } catch (JsonProcessingException e) {
            throw unreadable("it cannot be written: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The index of some bytes.
     *
     * @throws ManualException {@code MANUAL_INDEX_UNREADABLE} if they are none, damaged, or of another release
     */
    public static ManualIndexContent decode(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        try {
            byte[] magic = new byte[MAGIC.length];
            bytes.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw unreadable("the stored content is none", null);
            }
            int format = bytes.getInt();
            if (format != FORMAT) {
                throw unreadable("it has format " + format + ", but this release reads format " + FORMAT, null);
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
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw unreadable("it is damaged: " + e.getMessage(), e);
        }
    }

    private static ManualIndexContent index(@Nullable Header header, ByteBuffer bytes) {
        if (header == null) {
            throw unreadable("it is damaged: its header says nothing", null);
        }
        int dimension = header.dimension();
        long expected = (long) Float.BYTES
                * dimension
                * header.passages().stream()
                        .mapToLong(stored -> stored.meanings().size())
                        .sum();
        if (dimension < 0 || dimension > Embedding.MAX_DIMENSION || bytes.remaining() != expected) {
            throw unreadable(
                    "it is damaged: " + bytes.remaining() + " bytes follow its header, but " + expected + " should",
                    null);
        }
        List<IndexedPassage> passages = new ArrayList<>();
        for (StoredPassage stored : header.passages()) {
            List<Meaning> meanings = new ArrayList<>();
            for (StoredMeaning meaning : stored.meanings()) {
                meanings.add(new Meaning(
                        meaning.embedded(), embedding(dimension, bytes), meaning.unknownPieces(), meaning.cutOff()));
            }
            passages.add(new IndexedPassage(stored.passage(), meanings));
        }
        String encoder = header.encoder();
        String sha256 = header.encoderSha256();
        return new ManualIndexContent(
                header.reader(),
                encoder == null || sha256 == null ? Optional.empty() : Optional.of(new EncoderName(encoder, sha256)),
                dimension,
                passages);
    }

    private static Embedding embedding(int dimension, ByteBuffer bytes) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = bytes.getFloat();
        }
        return Embedding.of(values);
    }

    private static ManualException unreadable(String how, @Nullable Throwable cause) {
        return new ManualException(
                ErrorCode.MANUAL_INDEX_UNREADABLE,
                "the index of manuals cannot be used: " + how
                        + ". Make it anew with deployments().deploy(ManualIndexDeployment...)",
                cause);
    }
}
