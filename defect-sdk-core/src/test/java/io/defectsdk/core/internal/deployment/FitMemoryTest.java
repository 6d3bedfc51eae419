package io.defectsdk.core.internal.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DeploymentException;
import org.junit.jupiter.api.Test;

class FitMemoryTest {
    private static final long MEGABYTE = 1L << 20;
    private static final int USUAL = 2_000;

    private static FitMemory of(long heapMegabytes, long patchMegabytes) {
        return new FitMemory(heapMegabytes * MEGABYTE, patchMegabytes * MEGABYTE, square(32));
    }

    private static OkViewMaker.Seen square(int side) {
        return new OkViewMaker.Seen(side, side);
    }

    @Test
    void keepsAllPatchesOfAnOrdinaryFitInASmallHeap() {
        assertThat(of(256, 512).patches(1024, 50 * 1024, 152, USUAL, USUAL)).isEqualTo(50 * 1024);
    }

    @Test
    void keepsWhatTheOptionsAllow() {
        assertThat(of(8192, 512).patches(1024, 2_000 * 1024, 152, USUAL, USUAL)).isEqualTo(512 * MEGABYTE / 608);
        assertThat(of(8192, 2048).patches(1024, 2_000 * 1024, 152, USUAL, USUAL))
                .isEqualTo(2_000 * 1024);
    }

    @Test
    void keepsWhatTheHeapHoldsBesideBankAndViews() {
        long beside = (6L * 2_000 + 2 * 1024) * 608 + 2 * OkViewMaker.most(square(32), 2_000);

        long patches = of(512, 512).patches(1024, 2_000 * 1024, 152, USUAL, USUAL);

        assertThat(patches * (608 + 32) + beside)
                .isBetween((long) (0.6 * 512 * MEGABYTE) - 640, (long) (0.6 * 512 * MEGABYTE));
    }

    @Test
    void leavesRoomForThePicturesMadeSmall() {
        long views = 2 * OkViewMaker.most(square(256), 2_000);
        long without = of(512, 512).patches(1024, 2_000 * 1024, 152, USUAL, USUAL);

        long patches = new FitMemory(512 * MEGABYTE, 512 * MEGABYTE, square(256))
                .patches(1024, 2_000 * 1024, 152, USUAL, USUAL);

        assertThat(views).isBetween(63 * MEGABYTE, 64 * MEGABYTE);
        assertThat((without - patches) * (608 + 32)).isBetween(55 * MEGABYTE, 64 * MEGABYTE);
    }

    @Test
    void neverKeepsFewerThanTheBankTakes() {
        assertThat(of(8192, 1).patches(1024, 2_000 * 1024, 152, 100_000, 100_000))
                .as("whole pictures")
                .isEqualTo(98 * 1024);
        assertThat(of(8192, 1).patches(16_384, 20 * 16_384, 152, USUAL, USUAL)).isEqualTo(16_384);
    }

    @Test
    void refusesABankThatDoesNotFitTheHeap() {
        assertThatThrownBy(() -> of(1024, 512).patches(1024, 102_400, 1024, 102_400, 102_400))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("need 2811 MB")
                .hasMessageContaining("614 MB")
                .hasMessageContaining("larger heap (-Xmx)");
    }

    @Test
    void refusesABankThatNoRecipeHolds() {
        assertThatThrownBy(() -> of(65_536, 512).patches(1024, 1_000_000, 1024, 1_000_000, 1_000_000))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("3906 MB")
                .hasMessageContaining("1024");
    }

    @Test
    void refusesMorePatchesThanCanBeCounted() {
        assertThatThrownBy(() -> of(65_536, 512).patches(1024, 3_000_000_000L, 1, 1, 1))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("3000000000");
    }
}
