package io.defectsdk.openai.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.spi.Encoder;
import io.defectsdk.spi.SentenceEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sentence embeddings by {@code POST /embeddings}. What model stands behind the name is found out at the first call, and looked at again every
 * ten minutes of use, because an index is bound to it. Thread-safe.
 */
public final class OpenAiSentenceEncoder implements SentenceEncoder {
    private static final int BATCH = 32;
    private static final int BATCH_CHARACTERS = 100_000;
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    /** A number as text has some 20 characters, with 12 to spare for how it is set out. */
    private static final long BYTES_PER_VALUE = 32;

    private static final long BYTES_BESIDE = 1 << 16;

    /**
     * What stands before a text.
     *
     * @param query before what is searched with
     * @param passage before what is searched for
     */
    public record Prefixes(String query, String passage) {
        /** Checks that both are there. */
        public Prefixes {
            requireNonNull(query, "query");
            requireNonNull(passage, "passage");
        }

        String of(Purpose purpose) {
            return purpose == Purpose.QUERY ? query : passage;
        }
    }

    /** What was found out, and when it was last found to be so. */
    private record Known(Encoder encoder, List<Embedding> probes, long seen) {}

    private final Calls calls;
    private final Optional<String> model;
    private final Duration timeout;
    private final String id;
    private final int dimension;
    private final Prefixes prefixes;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    /** An encoder of this server. */
    public OpenAiSentenceEncoder(
            Connection connection,
            Optional<String> model,
            Duration timeout,
            String id,
            int dimension,
            Prefixes prefixes) {
        this.calls = new Calls(connection);
        this.model = model;
        this.timeout = timeout;
        this.id = id;
        this.dimension = dimension;
        this.prefixes = prefixes;
    }

    @Override
    public Encoder encoder() {
        Known known = this.known.get();
        if (known != null) {
            return known.encoder();
        }
        try {
            return knownNow().encoder();
        } catch (FailedCall failure) {
            throw failure.ofEncoder();
        } catch (InterruptedException e) {
            throw OpenAiLanguageModel.interrupted(e);
        }
    }

    @Override
    public List<EmbeddedText> embed(List<String> texts, Purpose purpose) {
        requireNonNull(purpose, "purpose");
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).isBlank()) {
                throw new IllegalArgumentException(
                        "a text to embed is not blank, but text " + i + " of " + texts.size() + " is");
            }
        }
        if (texts.isEmpty()) {
            return List.of();
        }
        try {
            knownNow();
            List<EmbeddedText> embedded = new ArrayList<>(texts.size());
            for (List<String> batch : batches(texts, prefixes.of(purpose))) {
                for (Embedding embedding : embedBatch(batch)) {
                    embedded.add(EmbeddedText.uncounted(embedding));
                }
            }
            return List.copyOf(embedded);
        } catch (FailedCall failure) {
            throw failure.ofEncoder();
        } catch (InterruptedException e) {
            throw OpenAiLanguageModel.interrupted(e);
        }
    }

    /** So that neither a request nor the time for it grows without end; a text of any length gets its turn. */
    private static List<List<String>> batches(List<String> texts, String prefix) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        int characters = 0;
        for (String text : texts) {
            String whole = prefix + text.strip();
            if (batch.size() == BATCH || (!batch.isEmpty() && characters + whole.length() > BATCH_CHARACTERS)) {
                batches.add(batch);
                batch = new ArrayList<>();
                characters = 0;
            }
            batch.add(whole);
            characters += whole.length();
        }
        batches.add(batch);
        return batches;
    }

    private Known knownNow() throws FailedCall, InterruptedException {
        Known before = known.get();
        long now = calls.timing().nanos();
        if (before != null && now - before.seen() < LOOK_AGAIN.toNanos()) {
            return before;
        }
        List<Embedding> probes = embedBatch(Fingerprint.PROBES);
        Known after;
        if (before == null) {
            after = new Known(
                    new Encoder(id, Fingerprint.sha256(model, dimension, prefixes, probes), dimension), probes, now);
        } else {
            double similarity = Fingerprint.similarity(before.probes(), probes);
            if (similarity < Fingerprint.SAME) {
                throw FailedCall.broken(calls.server() + " embeds otherwise than it did: of "
                        + Fingerprint.PROBES.size()
                        + " fixed texts one has a cosine of " + similarity + " with its former embedding, and "
                        + Fingerprint.SAME + " is the least; another model stands behind the name '"
                        + model.orElse("") + "'. Put the former one back, or make a new encoder and the indexes anew");
            }
            after = new Known(before.encoder(), before.probes(), now);
        }
        // whoever was first says what it is
        return known.compareAndSet(before, after) ? after : requireNonNull(known.get());
    }

    private List<Embedding> embedBatch(List<String> texts) throws FailedCall, InterruptedException {
        ObjectNode body = Json.object();
        model.ifPresent(name -> body.put("model", name));
        ArrayNode input = body.putArray("input");
        texts.forEach(input::add);
        long limit = texts.size() * (dimension * BYTES_PER_VALUE + 1024) + BYTES_BESIDE;
        Deadline deadline = new Deadline(calls.timing(), timeout);
        try (Reply reply = calls.post("embeddings", Json.bytes(body), deadline, limit)) {
            if (!reply.isJson()) {
                throw reply.wrongType();
            }
            return Embeddings.of(Json.object(reply.all(), reply), texts.size(), dimension, reply);
        }
    }

    @Override
    public String toString() {
        return "sentence encoder " + id + " at " + calls.server();
    }
}
