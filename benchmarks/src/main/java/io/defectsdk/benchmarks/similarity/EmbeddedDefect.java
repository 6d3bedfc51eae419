package io.defectsdk.benchmarks.similarity;

import io.defectsdk.core.internal.similarity.IndexLearner.Lesson;
import io.defectsdk.core.internal.similarity.QueryVectors.Asked;
import io.defectsdk.inspection.Box;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A picture of a defect, embedded in every way that it may be searched or searched for. Immutable.
 *
 * @param part which part it shows: pictures of one part are never on both sides of a split
 * @param lesson it as a registered picture with the regions of its mask, and those of its map that touch them
 * @param found regions that an inspection found, as a search would ask with them
 * @param foundEmbeddings of these, in their order
 */
record EmbeddedDefect(String part, Lesson lesson, List<Box> found, List<Embedding> foundEmbeddings) {
    EmbeddedDefect {
        found = List.copyOf(found);
        foundEmbeddings = List.copyOf(foundEmbeddings);
    }

    String type() {
        return lesson.picture().defectCode();
    }

    Asked asWhole() {
        return asked(List.of(), List.of());
    }

    /** By what an inspection found; as a whole where it found nothing. */
    Asked byFound() {
        return asked(found, foundEmbeddings);
    }

    /** By the regions of its mask. */
    Asked byDrawn() {
        List<Box> drawn = new ArrayList<>();
        List<Embedding> embeddings = new ArrayList<>();
        for (int i = 0; i < lesson.parts().size(); i++) {
            Entry entry = lesson.parts().get(i);
            if (entry.source() == RegionSource.DRAWN) {
                drawn.add(entry.region().orElseThrow());
                embeddings.add(lesson.embeddings().get(i));
            }
        }
        return asked(drawn, embeddings);
    }

    private Asked asked(List<Box> regions, List<Embedding> embeddings) {
        return new Asked(
                regions.isEmpty() ? SimilarityMode.PICTURE : SimilarityMode.REGION,
                lesson.whole(),
                embeddings,
                regions,
                Optional.empty(),
                Optional.of(lesson.picture().sha256()),
                lesson.picture().fileName(),
                Optional.empty());
    }
}
