package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.MapRule;
import io.defectsdk.inspection.AreaPolygon;
import io.defectsdk.inspection.InspectionArea;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A picture that is seen at several sizes: a grid of patches, a section of the bank and a map for each. */
class SeveralGridsTest {
    private static final int DIMENSION = 6;

    private final Parallel parallel = new Parallel(2);

    @AfterEach
    void close() {
        parallel.close();
    }

    private static PatchGrid grid(int height, int width, long seed) {
        float[] values = new float[height * width * DIMENSION];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new PatchGrid(height, width, DIMENSION, values);
    }

    private static PatchGrid picture(long seed) {
        return PatchGrid.joined(List.of(grid(4, 4, seed), grid(6, 6, seed + 100)));
    }

    private PatchSample sample(int pictures) {
        PatchReservoir reservoir = new PatchReservoir(1_000_000, 0);
        for (int i = 0; i < pictures; i++) {
            reservoir.add(picture(i));
        }
        return reservoir.sample();
    }

    private static BankChooser chooser(BankSize size) {
        return new BankChooser(picture(0).shapes(), patch -> true, size, 5);
    }

    @Test
    void takesEachGridApartAgain() {
        PatchGrid picture = picture(3);

        assertThat(picture.count()).isEqualTo(52);
        assertThat(picture.grid(0).values()).isEqualTo(grid(4, 4, 3).values());
        assertThat(picture.grid(1).values()).isEqualTo(grid(6, 6, 103).values());
        assertThat(PatchGrid.gridOf(15, picture.shapes())).isZero();
        assertThat(PatchGrid.gridOf(16, picture.shapes())).isOne();
        assertThat(PatchGrid.gridOf(51, picture.shapes())).isOne();
    }

    @Test
    void choosesASectionForEachGridFromThatGridAlone() {
        BankChooser.Choice choice = chooser(BankSize.vectors(20)).choose(sample(5), 5, parallel, chosen -> {});

        assertThat(choice.bank().sections()).containsExactly(20, 20);
        for (int vector = 0; vector < 40; vector++) {
            MemoryBank.Origin origin = choice.bank().origin(vector);
            assertThat(PatchGrid.gridOf(origin.patch(), picture(0).shapes())).isEqualTo(vector / 20);
            float[] taught = picture(origin.picture()).values();
            assertThat(choice.bank().squaredDistance(vector, taught, origin.patch() * DIMENSION))
                    .as("the vector is the patch that it says it came from")
                    .isZero();
        }
    }

    @Test
    void countsVectorsByGridAndSharesBytesOut() {
        assertThat(chooser(BankSize.vectors(1_000)).vectors(5, DIMENSION)).isEqualTo(5 * 52);
        assertThat(chooser(BankSize.ratio(0.1)).vectors(5, DIMENSION)).isEqualTo(8 + 18);
        assertThat(chooser(BankSize.bytes(2_400)).vectors(50, DIMENSION)).isEqualTo(2 * 50);
    }

    @Test
    void tellsHowManyPatchesASampleNeedsToFillEverySection() {
        // of 52 patches a picture 16 are of the first grid: 80 of 5 pictures
        assertThat(chooser(BankSize.vectors(1_000)).patchesNeeded(5, DIMENSION)).isEqualTo(5 * 52);
        assertThat(chooser(BankSize.vectors(20)).patchesNeeded(5, DIMENSION)).isEqualTo(65);
        assertThat(chooser(BankSize.ratio(1)).vectors(4_000_000_000L, DIMENSION))
                .isEqualTo(2L * Integer.MAX_VALUE);
    }

    @Test
    void refusesASampleWithoutPatchesOfAGrid() {
        PatchSample fineAlone = sample(5).ofPatches(patch -> patch >= 16);

        assertThat(chooser(BankSize.vectors(20)).canChooseFrom(fineAlone)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chooser(BankSize.vectors(20)).choose(fineAlone, 5, parallel, chosen -> {}))
                .withMessageContaining("4x4 grid");
    }

    @Test
    void comparesAPatchWithItsOwnSectionAlone() {
        MemoryBank bank = chooser(BankSize.vectors(20))
                .choose(sample(5), 5, parallel, chosen -> {})
                .bank();
        PatchGrid asked = picture(77);

        Neighbours found = new BankSearch(bank, PlainMatrix::new).nearest(asked, parallel);

        for (int patch = 0; patch < asked.count(); patch++) {
            int first = patch < 16 ? 0 : 20;
            float best = Float.POSITIVE_INFINITY;
            for (int vector = first; vector < first + 20; vector++) {
                best = Math.min(best, bank.squaredDistance(vector, asked.values(), patch * DIMENSION));
            }
            assertThat(found.squaredDistances()[patch]).isEqualTo(best);
            assertThat(found.vectors()[patch]).isBetween(first, first + 19);
            assertThat(bank.squaredDistance(found.vectors()[patch], asked.values(), patch * DIMENSION))
                    .isEqualTo(best);
        }
    }

    @Test
    void refusesPatchesOfAnotherNumberOfGrids() {
        MemoryBank bank = chooser(BankSize.vectors(20))
                .choose(sample(5), 5, parallel, chosen -> {})
                .bank();
        BankSearch search = new BankSearch(bank, PlainMatrix::new);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.nearest(grid(4, 4, 1), parallel))
                .withMessageContaining("2 sections")
                .withMessageContaining("1 grids");
    }

    @Test
    void mapsTheMeanOfAllGrids() {
        PatchGrid picture = picture(0);
        float[] squared = new float[picture.count()];
        Random random = new Random(1);
        for (int i = 0; i < squared.length; i++) {
            squared[i] = random.nextFloat();
        }
        float[] both = map(picture.shapes(), squared, InspectionArea.whole());
        float[] coarse = map(picture.shapes().subList(0, 1), Arrays.copyOf(squared, 16), InspectionArea.whole());
        float[] fine = map(picture.shapes().subList(1, 2), Arrays.copyOfRange(squared, 16, 52), InspectionArea.whole());

        for (int i = 0; i < both.length; i++) {
            assertThat(both[i]).isCloseTo((coarse[i] + fine[i]) / 2, within(1e-6f));
        }
    }

    @Test
    void leavesOutWhatIsHiddenInEachGrid() {
        PatchGrid picture = picture(0);
        InspectionArea left = InspectionArea.whole().with(AreaPolygon.of(0, 0, 0.5, 0, 0.5, 1, 0, 1));
        float[] squared = new float[picture.count()];
        Arrays.fill(squared, 4);
        for (int patch = 0; patch < squared.length; patch++) {
            boolean hidden = patch < 16 ? patch % 4 >= 2 : (patch - 16) % 6 >= 3;
            squared[patch] = hidden ? 1_000_000 : 4;
        }

        float[] map = map(picture.shapes(), squared, left);

        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 16; x++) {
                assertThat(map[y * 32 + x]).isCloseTo(2, within(1e-5f));
            }
        }
    }

    private static float[] map(List<PatchGrid.Shape> shapes, float[] squared, InspectionArea area) {
        return new ScoreMapper(shapes, 32, 32, MapRule.BILINEAR, area)
                .map(squared)
                .values();
    }
}
