package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatchReservoirTest {
    /** Two-dimensional patches that say where they come from. */
    private static PatchReservoir filled(int pictures, int each, long capacity, long seed) {
        PatchReservoir reservoir = new PatchReservoir(capacity, seed);
        for (int picture = 0; picture < pictures; picture++) {
            float[] values = new float[2 * each];
            for (int patch = 0; patch < each; patch++) {
                values[2 * patch] = picture;
                values[2 * patch + 1] = patch;
            }
            reservoir.add(Patches.of(2, values));
        }
        return reservoir;
    }

    private static int[] positions(PatchSample sample) {
        return IntStream.range(0, sample.count()).map(sample::position).toArray();
    }

    private static void assertEachIsWhatItsPositionSays(PatchSample sample, int each) {
        for (int i = 0; i < sample.count(); i++) {
            float[] values = sample.values(i);
            assertThat(values[sample.offset(i)]).isEqualTo(sample.picture(i));
            assertThat(values[sample.offset(i) + 1]).isEqualTo(sample.position(i) % each);
        }
    }

    @Test
    void keepsAllThatFits() {
        PatchReservoir reservoir = filled(5, 20, 100, 0);

        assertThat(reservoir.complete()).isTrue();
        assertThat(reservoir.seen()).isEqualTo(100);
        assertThat(reservoir.grid(3).values()[0]).isEqualTo(3);
        assertThat(positions(reservoir.sample()))
                .isEqualTo(IntStream.range(0, 100).toArray());
        assertEachIsWhatItsPositionSays(reservoir.sample(), 20);
    }

    @Test
    void keepsWholePicturesWorthOfASample() {
        PatchReservoir reservoir = filled(50, 20, 119, 0);

        assertThat(reservoir.complete()).isFalse();
        assertThat(reservoir.seen()).isEqualTo(1_000);
        PatchSample sample = reservoir.sample();
        assertThat(sample.count()).isEqualTo(100);
        assertThat(positions(sample)).isSorted().doesNotHaveDuplicates();
        assertEachIsWhatItsPositionSays(sample, 20);
    }

    @Test
    void hasRoomForOnePictureAtLeast() {
        assertThat(filled(9, 20, 1, 0).sample().count()).isEqualTo(20);
    }

    @Test
    void samplesEveryPlaceAlike() {
        int[] drawn = new int[10];
        for (int seed = 0; seed < 400; seed++) {
            for (int position : positions(filled(10, 10, 20, seed).sample())) {
                drawn[position / 10]++;
            }
        }

        // 800 each are expected, with a standard deviation of 25
        assertThat(IntStream.of(drawn)).allMatch(count -> count > 675 && count < 925);
    }

    @Test
    void samplesBySeedAlone() {
        int[] sample = positions(filled(30, 10, 50, 7).sample());

        assertThat(positions(filled(30, 10, 50, 7).sample())).isEqualTo(sample);
        assertThat(positions(filled(30, 10, 50, 8).sample())).isNotEqualTo(sample);
    }

    @Test
    void leavesPicturesOut() {
        PatchSample sample = filled(30, 10, 50, 7).sample();

        PatchSample odd = sample.ofPictures(picture -> picture % 2 == 1);

        assertThat(positions(odd))
                .isEqualTo(Arrays.stream(positions(sample))
                        .filter(position -> position / 10 % 2 == 1)
                        .toArray());
        assertEachIsWhatItsPositionSays(odd, 10);
    }

    @Test
    void refusesPicturesOfAnotherShape() {
        PatchReservoir reservoir = filled(2, 20, 100, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> reservoir.add(Patches.of(2, new float[20])))
                .withMessageContaining("20 patches of 2 dimensions")
                .withMessageContaining("10 of 2");
    }
}
