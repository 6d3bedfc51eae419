package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsCacheTest {
    /** As a product with {@code tiles(32, 2)} asks for them, and another with as many: 68 axes of pictures 8 192 wide. */
    @Test
    void keepsTheTilesOfTwoProducts() {
        WeightsCache cache = new WeightsCache(WeightsCache.MAX_BYTES);
        List<ResizeWeights> first = twoProducts(cache);

        assertThat(first).hasSize(68).doesNotHaveDuplicates();
        assertThat(twoProducts(cache)).isEqualTo(first);
    }

    @Test
    void givesUpWhatWasUsedLongestAgo() {
        long one = ResizeWeights.of(100, 50, 0, 50).bytes();
        assertThat(one).isGreaterThan(50 * 3 * 4L);
        WeightsCache cache = new WeightsCache(2 * one);
        ResizeWeights first = cache.weights(100, 50, 0, 50);
        ResizeWeights second = cache.weights(100, 51, 0, 50);
        assertThat(cache.weights(100, 50, 0, 50)).isSameAs(first);

        cache.weights(100, 52, 0, 50);

        assertThat(cache.weights(100, 50, 0, 50)).isSameAs(first);
        assertThat(cache.weights(100, 51, 0, 50)).isNotSameAs(second);
    }

    @Test
    void givesButDoesNotKeepWhatIsLargerThanItsBound() {
        WeightsCache cache = new WeightsCache(1_000);
        ResizeWeights small = cache.weights(10, 8, 0, 8);
        assertThat(cache.weights(10, 8, 0, 8)).isSameAs(small);

        ResizeWeights large = cache.weights(10_000, 8, 0, 8);

        assertThat(large.bytes()).isGreaterThan(1_000);
        assertThat(large.size()).isEqualTo(8);
        assertThat(cache.weights(10_000, 8, 0, 8)).isNotSameAs(large);
    }

    /** Weights know no equality but their own, so lists of them are equal only where they hold the same ones. */
    private static List<ResizeWeights> twoProducts(WeightsCache cache) {
        List<ResizeWeights> weights = new ArrayList<>();
        for (int size : new int[] {224, 256}) {
            for (int column = 0; column < 32; column++) {
                weights.add(cache.weights(8_192, 32 * size, column * size, size));
            }
            for (int row = 0; row < 2; row++) {
                weights.add(cache.weights(6_144, 2 * size, row * size, size));
            }
        }
        return weights;
    }
}
