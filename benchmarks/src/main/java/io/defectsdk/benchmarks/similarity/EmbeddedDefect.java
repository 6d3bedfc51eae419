package io.defectsdk.benchmarks.similarity;

import io.defectsdk.core.internal.similarity.IndexLearner.Lesson;
import io.defectsdk.core.internal.similarity.QueryVectors.Asked;
import io.defectsdk.inspection.Box;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.SimilarityMode;
import java.util.List;
import java.util.Optional;

/**
 * A picture of a defect, embedded in every way that it may be searched or searched for. Immutable.
 *
 * @param lesson it as a registered picture with the regions of its mask
 * @param found regions that an inspection found, as a search would ask with them
 * @param foundEmbeddings of these, in their order
 */
record EmbeddedDefect(Lesson lesson, List<Box> found, List<Embedding> foundEmbeddings) {
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
        List<Box> drawn =
                lesson.parts().stream().flatMap(part -> part.region().stream()).toList();
        return asked(drawn, drawn.isEmpty() ? List.of() : lesson.embeddings());
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
