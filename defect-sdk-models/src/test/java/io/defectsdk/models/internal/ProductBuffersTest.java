package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductBuffersTest {
    private final ProductBuffers.Pool pool = new ProductBuffers.Pool();

    @Test
    void takesNoNewMemoryForTwoShapesInTurn() {
        ProductBuffers wide = pool.take(1000, 10);
        wide.input(1000).put(999, (byte) 7);
        pool.giveBack(wide);
        ProductBuffers tall = pool.take(10, 1000);
        tall.output(1000).put(999, 77);
        pool.giveBack(tall);

        // new memory would hold zeros
        ProductBuffers again = pool.take(1000, 10);
        assertThat(again.input(1000).get(999)).isEqualTo((byte) 7);
        pool.giveBack(again);
        assertThat(pool.take(10, 1000).output(1000).get(999)).isEqualTo(77);
    }

    @Test
    void givesBuffersOfTheirOwnToTwoAtOnce() {
        ProductBuffers first = pool.take(5, 5);
        ProductBuffers second = pool.take(5, 5);
        first.input(5).put(0, (byte) 1);
        first.output(5).put(0, 1);

        assertThat(second.input(5).get(0)).isZero();
        assertThat(second.output(5).get(0)).isZero();
        assertThat(first.input(3).remaining()).isEqualTo(3);
        assertThat(first.output(4).remaining()).isEqualTo(4);
    }
}
