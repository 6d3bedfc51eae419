package io.defectsdk.openai.internal;

import io.defectsdk.openai.internal.OpenAiSentenceEncoder.Prefixes;
import io.defectsdk.similarity.Embedding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Tells models behind one name apart by what they make of fixed texts. The hash that an index is bound to must be the same for the same model
 * although its numbers differ in their last digits from machine to machine, so that rounding them would not do: each of many would be at the edge
 * now and then. What is hashed is, for four pairs of texts, on which side of 16 random planes the difference of their embeddings lies: 64 bits
 * (Charikar, <em>Similarity Estimation Techniques from Rounding Algorithms</em>, 2002). A bit turns with the probability angle / pi. The
 * difference of two embeddings leaves out what all embeddings of a model have in common.
 */
final class Fingerprint {
    /** The least cosine of a text's embeddings by one model, at two times. */
    static final double SAME = 0.99;

    /** Pairs of unlike texts. */
    static final List<String> PROBES = List.of(
            "the surface shows a scratch",
            "please call the maintenance team before the next shift",
            "표면에 긁힌 자국이 있습니다",
            "전원을 끄고 설비가 식을 때까지 기다리십시오",
            "a crack runs across the bottom of the bottle",
            "도장 불량",
            "temperature 245 °C, pressure 0.6 MPa",
            "clean the nozzle with alcohol and dry it");

    private static final int PLANES = 16;
    private static final long SEED = 20_021;

    private Fingerprint() {}

    /** The hash over all that the embeddings depend on, as far as it can be seen from outside. */
    static String sha256(Optional<String> model, int dimension, Prefixes prefixes, List<Embedding> probes) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        // the texts as JSON strings, which hold no line feed
        String lines = "openai-embeddings 1\n"
                + "model " + quoted(model.orElse("")) + "\n"
                + "dimension " + dimension + "\n"
                + "query " + quoted(prefixes.query()) + "\n"
                + "passage " + quoted(prefixes.passage()) + "\n"
                + "probes " + HexFormat.of().toHexDigits(bits(probes)) + "\n";
        return HexFormat.of().formatHex(digest.digest(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private static String quoted(String text) {
        return new String(Json.bytes(Json.object().textNode(text)), StandardCharsets.UTF_8);
    }

    /** The sides, the first one as the highest bit. */
    static long bits(List<Embedding> probes) {
        Random signs = new Random(SEED);
        long bits = 0;
        for (int pair = 0; pair < probes.size(); pair += 2) {
            float[] first = probes.get(pair).values();
            float[] second = probes.get(pair + 1).values();
            for (int plane = 0; plane < PLANES; plane++) {
                double side = 0;
                for (int i = 0; i < first.length; i++) {
                    double difference = (double) first[i] - second[i];
                    side += signs.nextBoolean() ? difference : -difference;
                }
                bits = bits << 1 | (side > 0 ? 1 : 0);
            }
        }
        return bits;
    }

    /** The least cosine between embeddings of the same text. */
    static double similarity(List<Embedding> before, List<Embedding> after) {
        double least = 1;
        for (int i = 0; i < before.size(); i++) {
            least = Math.min(least, before.get(i).cosineSimilarity(after.get(i)));
        }
        return least;
    }
}
