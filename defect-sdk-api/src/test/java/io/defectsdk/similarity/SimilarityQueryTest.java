package io.defectsdk.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Picture;
import io.defectsdk.similarity.SimilarityQuery.PictureRegions;
import io.defectsdk.similarity.SimilarityQuery.WholePicture;
import io.defectsdk.similarity.SimilarityQuery.Words;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityQueryTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Picture PICTURE = Picture.of(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB));
    private static final Box BOX = new Box(0, 0, 1, 1);

    private static SimilarityQuery query() {
        return SimilarityQuery.words("prod1", "scratch");
    }

    private static GalleryPicture picture(long id, Instant uploadedAt) {
        return new GalleryPicture(id, "prod1", "hole", "a.png", "pictures/1", "ab".repeat(32), uploadedAt);
    }

    private static boolean accepts(SimilarityQuery query, long id) {
        return query.filter().accepts(picture(id, NOON), "hole");
    }

    @Test
    void asksForAllWithoutFurtherWords() {
        SimilarityQuery query = query();

        assertThat(query.productCode()).isEqualTo("prod1");
        assertThat(query.productCodes()).containsExactly("prod1");
        assertThat(query.topK()).isEmpty();
        assertThat(query.nearDuplicates()).isTrue();
        assertThat(query.actor()).isEmpty();
        assertThat(accepts(query, 1)).isTrue();
    }

    @Test
    void saysWhatIsCompared() {
        assertThat(query().subject()).isEqualTo(new Words("scratch"));
        assertThat(query().subject().mode()).isEqualTo(SimilarityMode.WORDS);
        assertThat(SimilarityQuery.picture("prod1", PICTURE).subject()).isEqualTo(new WholePicture(PICTURE));
        assertThat(SimilarityQuery.picture("prod1", PICTURE).subject().mode()).isEqualTo(SimilarityMode.PICTURE);
        assertThat(SimilarityQuery.regions("prod1", PICTURE, List.of(BOX))
                        .subject()
                        .mode())
                .isEqualTo(SimilarityMode.REGION);
    }

    @Test
    void stepsDoNotChangeTheQueryThatTheyStartFrom() {
        SimilarityQuery query = query();

        SimilarityQuery other = query.topK(3)
                .alsoIn("prod2")
                .ofTypes("hole")
                .registeredFrom(NOON)
                .registeredBefore(NOON.plusSeconds(1))
                .where(picture -> picture.id() == 1)
                .withoutNearDuplicates()
                .by(Actor.vouched("kim", Role.WORKER));

        assertThat(query.topK()).isEmpty();
        assertThat(query.productCodes()).hasSize(1);
        assertThat(accepts(query, 2)).isTrue();
        assertThat(query.nearDuplicates()).isTrue();
        assertThat(query.actor()).isEmpty();
        assertThat(other.topK()).hasValue(3);
        assertThat(other.productCodes()).containsExactly("prod1", "prod2");
        assertThat(accepts(other, 1)).isTrue();
        assertThat(accepts(other, 2)).isFalse();
        assertThat(other.nearDuplicates()).isFalse();
        assertThat(other.actor()).map(Actor::name).hasValue("kim");
        assertThat(other.subject()).isEqualTo(query.subject());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, SimilarityQuery.MAX_TOP_K + 1})
    void refusesToFindNoneOrTooMany(int topK) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query().topK(topK))
                .withMessage("topK must be in [1, 1000], but is " + topK);
    }

    @Test
    void namesEachProductOnceTheOneAskedAboutFirst() {
        assertThat(query().alsoIn("z", "a", "prod1", "a").alsoIn("b", "z").productCodes())
                .containsExactly("prod1", "a", "z", "b");
        assertThatNullPointerException().isThrownBy(() -> query().alsoIn((String) null));
    }

    @Test
    void countsFromOneMomentAndBeforeAnother() {
        SimilarityQuery query = query().registeredFrom(NOON).registeredBefore(NOON.plusSeconds(2));

        assertThat(query.filter().accepts(picture(1, NOON.minusNanos(1)), "hole"))
                .isFalse();
        assertThat(query.filter().accepts(picture(1, NOON), "hole")).isTrue();
        assertThat(query.filter().accepts(picture(1, NOON.plusSeconds(2).minusNanos(1)), "hole"))
                .isTrue();
        assertThat(query.filter().accepts(picture(1, NOON.plusSeconds(2)), "hole"))
                .isFalse();
    }

    @Test
    void refusesMomentsBetweenWhichThereIsNoTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query().registeredFrom(NOON).registeredBefore(NOON))
                .withMessage("no picture can be registered from 2026-03-02T12:00:00Z on and before"
                        + " 2026-03-02T12:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query().registeredBefore(NOON).registeredFrom(NOON.plusSeconds(1)));
    }

    @Test
    void countsTypesByTheRegionsOwn() {
        SimilarityQuery query = query().ofTypes("burr", "burr", "crack");

        assertThat(query.filter().defectCodes()).isEqualTo(Set.of("burr", "crack"));
        assertThat(query.filter().accepts(picture(1, NOON), "burr")).isTrue();
        assertThat(query.filter().accepts(picture(1, NOON), "hole")).isFalse();
    }

    @Test
    void refusesNoTypeAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query().ofTypes())
                .withMessage("name at least one defect type; without ofTypes() all count");
    }

    @Test
    void holdsAllPredicatesThatItWasGiven() {
        SimilarityQuery query = query().where(picture -> picture.id() > 1).where(picture -> picture.id() < 4);

        assertThat(List.of(1L, 2L, 3L, 4L)).filteredOn(id -> accepts(query, id)).containsExactly(2L, 3L);
        assertThatNullPointerException().isThrownBy(() -> query().where(null));
    }

    @Test
    void refusesNoRegionsAndTooMany() {
        List<Box> seventeen = Collections.nCopies(SimilarityQuery.MAX_REGIONS + 1, BOX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityQuery.regions("prod1", PICTURE, List.of()))
                .withMessage("regions must be in [1, 16], but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityQuery.regions("prod1", PICTURE, seventeen))
                .withMessage("regions must be in [1, 16], but is 17");
    }

    @Test
    void copiesTheRegions() {
        List<Box> boxes = new ArrayList<>(List.of(BOX));
        SimilarityQuery query = SimilarityQuery.regions("prod1", PICTURE, boxes);
        boxes.clear();

        assertThat(query.subject()).isEqualTo(new PictureRegions(PICTURE, List.of(BOX)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "\ud800"})
    void refusesWordsThatAreNone(String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityQuery.words("prod1", words))
                .withMessageStartingWith("words must ");
    }

    @Test
    void refusesWordsWithoutEnd() {
        assertThat(SimilarityQuery.words("prod1", "가".repeat(1_000)).subject().mode())
                .isEqualTo(SimilarityMode.WORDS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityQuery.words("prod1", "가".repeat(1_001)))
                .withMessage("words must be at most 1000 characters long, but has 1001");
    }
}
