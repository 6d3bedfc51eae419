package io.defectsdk.core.internal.similarity;

import static io.defectsdk.core.internal.similarity.Specimens.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.similarity.IndexLearner.Lesson;
import io.defectsdk.inspection.Box;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import io.defectsdk.similarity.GalleryPicture;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.VoteCalibration;
import io.defectsdk.similarity.VoteCalibration.Step;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IndexLearnerTest {
    private static final int DIMENSION = 24;
    private static final EmbeddingSpace SPACE =
            new EmbeddingSpace(EmbeddingSpace.Family.BACKBONE, "backbone", "ab".repeat(32), DIMENSION, Framing.STRETCH);
    private static final Parallel PARALLEL = new Parallel(2);
    private static final String[] TYPES = {"burr", "crack", "hole"};

    @AfterAll
    static void close() {
        PARALLEL.close();
    }

    private static IndexContent learn(List<Lesson> lessons) {
        return new IndexLearner(SPACE, 0.5, PARALLEL).learn(lessons, fold -> {});
    }

    private static Embedding random(Random random, int type, double spread) {
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) (spread * random.nextGaussian() + (type == i ? 1 : 0));
        }
        return Embedding.of(values);
    }

    /** A picture with one region. */
    private static Lesson lesson(long id, GalleryPicture picture, Embedding whole, Embedding region) {
        Entry part = new Entry(
                2 * id + 1, picture, Optional.of(new Box(0, 0, 5, 5)), RegionSource.DRAWN, picture.defectCode());
        return new Lesson(picture, Specimens.entry(2 * id, picture), whole, List.of(part), List.of(region));
    }

    /** Pictures of three types; how well both kinds of embeddings tell them apart is for the caller to say. */
    private static List<Lesson> lessons(int count, double spreadOfWholes, double spreadOfRegions) {
        Random random = new Random(3);
        return IntStream.range(0, count)
                .mapToObj(i -> lesson(
                        i,
                        picture(i, TYPES[i % 3]),
                        random(random, i % 3, spreadOfWholes),
                        random(random, i % 3, spreadOfRegions)))
                .toList();
    }

    @Test
    void learnsTheSameWhateverTheOrder() {
        List<Lesson> lessons = new ArrayList<>(lessons(60, 0.5, 0.5));
        byte[] expected = IndexCodec.encode(learn(lessons));

        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(lessons, new Random(seed));
            assertThat(IndexCodec.encode(learn(lessons))).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void isRightAboutTypesThatCanBeToldApart() {
        IndexContent index = learn(lessons(60, 0.2, 0.2));

        for (VoteCalibration vote :
                List.of(index.byPicture().vote(), index.byRegion().vote())) {
            assertThat(vote.pictures()).isEqualTo(60);
            assertThat(vote.answeredShare()).isGreaterThan(0.85);
            assertThat(vote.answeredRight()).isGreaterThan(0.95);
            assertThat(vote.farSimilarity()).isGreaterThan(0);
        }
        assertThat(index.byPicture().map().learned()).isTrue();
    }

    @Test
    void letsThePictureHelpWhereRegionsSayNothing() {
        assertThat(learn(lessons(60, 0.12, 50)).wholeShare()).isPositive();
    }

    @Test
    void keepsToTheRegionsWherePicturesSayNothing() {
        assertThat(learn(lessons(60, 50, 0.12)).wholeShare()).isZero();
    }

    /** Types are drawn by lot, so that nothing can be right more than by chance, but each picture is there twice. */
    @Test
    void isNotMadeSureByCopiesOfThePictureThatIsLeftOut() {
        Random random = new Random(11);
        List<Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String type = TYPES[random.nextInt(3)];
            Embedding whole = random(random, -1, 1);
            Embedding region = random(random, -1, 1);
            String sha256 = String.format(Locale.ROOT, "%064x", i);
            // stored again: sometimes the very file, sometimes another file of the same look
            lessons.add(lesson(2L * i, picture(2L * i, type, sha256), whole, region));
            lessons.add(lesson(
                    2L * i + 1,
                    picture(2L * i + 1, type, i % 2 == 0 ? sha256 : "f" + sha256.substring(1)),
                    whole,
                    region));
        }

        IndexContent index = learn(lessons);

        for (VoteCalibration vote :
                List.of(index.byPicture().vote(), index.byRegion().vote())) {
            assertThat(vote.steps()).extracting(Step::confidence).first().satisfies(c -> assertThat(c)
                    .isLessThan(0.5));
            assertThat(vote.answeredShare() * vote.answeredRight()).isLessThan(0.3);
        }
    }

    @Test
    void learnsNothingFromNoneOrOne() {
        for (int count = 0; count <= 1; count++) {
            IndexContent index = learn(lessons(count, 1, 1));

            assertThat(index.byPicture().vote()).isEqualTo(VoteCalibrator.none(0.5));
            assertThat(index.byRegion().vote()).isEqualTo(VoteCalibrator.none(0.5));
            assertThat(index.byPicture().map().learned()).isFalse();
            assertThat(index.byRegion().map().mean()).containsOnly(0);
        }
    }

    @Test
    void learnsNothingOfTypesWhereThereIsOneAlone() {
        Random random = new Random(2);
        List<Lesson> lessons = IntStream.range(0, 30)
                .mapToObj(i -> lesson(i, picture(i, "burr"), random(random, 0, 1), random(random, 0, 1)))
                .toList();

        VoteCalibration vote = learn(lessons).byPicture().vote();

        assertThat(vote.steps()).isEmpty();
        assertThat(vote.answeredShare()).isZero();
    }

    /** What people mark tells types apart, what a map shows does not: votes on what an inspection found are worth nothing. */
    @Test
    void trustsVotesAsFarAsWhatMapsShowSupportsThem() {
        Random random = new Random(5);
        List<Lesson> marked = lessons(60, 50, 0.1);
        List<Lesson> shown = new ArrayList<>();
        for (Lesson lesson : marked) {
            Entry drawn = lesson.parts().get(0);
            Entry derived = new Entry(
                    1_000 + drawn.id(),
                    lesson.picture(),
                    Optional.of(new Box(0, 0, 9, 9)),
                    RegionSource.DERIVED,
                    drawn.defectCode());
            shown.add(new Lesson(
                    lesson.picture(),
                    lesson.entry(),
                    lesson.whole(),
                    List.of(drawn, derived),
                    List.of(lesson.embeddings().get(0), random(random, 0, 50))));
        }

        VoteCalibration byMarks = learn(marked).byRegion().vote();
        VoteCalibration byMaps = learn(shown).byRegion().vote();

        assertThat(byMarks.answeredShare()).isGreaterThan(0.8);
        assertThat(byMaps.answeredShare()).isLessThan(0.3);
    }

    @Test
    void tellsHowFarItIsAndStopsWhereItIsTold() {
        List<Integer> told = new ArrayList<>();
        new IndexLearner(SPACE, 0.5, PARALLEL).learn(lessons(30, 1, 1), told::add);
        assertThat(told)
                .isEqualTo(IntStream.range(0, IndexLearner.FOLDS).boxed().toList());

        assertThatIllegalStateException()
                .isThrownBy(() -> new IndexLearner(SPACE, 0.5, PARALLEL).learn(lessons(30, 1, 1), fold -> {
                    throw new IllegalStateException("cancelled");
                }))
                .withMessage("cancelled");
    }
}
