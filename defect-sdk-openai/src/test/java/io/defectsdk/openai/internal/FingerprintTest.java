package io.defectsdk.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.openai.internal.OpenAiSentenceEncoder.Prefixes;
import io.defectsdk.similarity.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Prefixes NONE = new Prefixes("", "");

    /** What a model of this seed makes of the fixed texts, in a cone as real models' embeddings are, with noise of this size. */
    private static List<Embedding> model(long seed, double noise, long noiseSeed) {
        Random values = new Random(seed);
        Random noises = new Random(noiseSeed);
        List<Embedding> probes = new ArrayList<>();
        for (int probe = 0; probe < Fingerprint.PROBES.size(); probe++) {
            float[] vector = new float[384];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (2 + values.nextGaussian() + noise * noises.nextGaussian());
            }
            probes.add(Embedding.of(vector));
        }
        return probes;
    }

    private static String hash(List<Embedding> probes) {
        return Fingerprint.sha256(Optional.of("m"), 384, NONE, probes);
    }

    @Test
    void isTheSameOnMachinesThatRoundOtherwise() {
        int changed = 0;
        for (int seed = 0; seed < 200; seed++) {
            changed += hash(model(seed, 0, 1)).equals(hash(model(seed, 1e-5, 1000 + seed))) ? 0 : 1;
        }
        // 64 bits, each turned with the probability angle / pi: 0.03 of 200
        assertThat(changed).isLessThanOrEqualTo(2);
    }

    @Test
    void tellsModelsApartThatAreNear() {
        int told = 0;
        for (int seed = 0; seed < 200; seed++) {
            // differences of embeddings at a cosine of 0.96, an angle of 17 degrees
            told += hash(model(seed, 0, 1)).equals(hash(model(seed, 0.3, 1000 + seed))) ? 0 : 1;
        }
        assertThat(told).isGreaterThan(195);
    }

    @Test
    void coversNameDimensionAndPrefixes() {
        List<Embedding> probes = model(1, 0, 1);
        assertThat(List.of(
                        hash(probes),
                        Fingerprint.sha256(Optional.of("n"), 384, NONE, probes),
                        Fingerprint.sha256(Optional.of("m"), 385, NONE, probes),
                        Fingerprint.sha256(Optional.of("m"), 384, new Prefixes("query: ", ""), probes),
                        Fingerprint.sha256(Optional.of("m"), 384, new Prefixes("", "query: "), probes),
                        hash(model(2, 0, 1))))
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    /** Indexes in databases are bound to it. */
    @Test
    void staysTheSameInEveryRelease() {
        List<Embedding> probes = new ArrayList<>();
        for (int probe = 0; probe < Fingerprint.PROBES.size(); probe++) {
            float[] vector = new float[8];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) ((probe * 7 + i * 5) % 11) - 4.5f;
            }
            probes.add(Embedding.of(vector));
        }
        assertThat(Long.toHexString(Fingerprint.bits(probes))).isEqualTo("a53be1e0eba22c1a");
    }
}
