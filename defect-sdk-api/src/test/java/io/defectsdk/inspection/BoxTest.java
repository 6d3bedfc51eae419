package io.defectsdk.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BoxTest {
    private static final Box BOX = new Box(10, 20, 5, 4);

    @Test
    void overlapsWhatSharesAPixel() {
        assertThat(BOX.overlaps(BOX)).isTrue();
        assertThat(BOX.overlaps(new Box(14, 23, 100, 100))).isTrue();
        assertThat(BOX.overlaps(new Box(0, 0, 100, 100))).isTrue();
        assertThat(new Box(0, 0, 11, 21).overlaps(BOX)).isTrue();
    }

    @Test
    void doesNotOverlapWhatOnlyTouches() {
        assertThat(BOX.overlaps(new Box(15, 20, 5, 4))).isFalse();
        assertThat(BOX.overlaps(new Box(10, 24, 5, 4))).isFalse();
        assertThat(new Box(0, 0, 10, 100).overlaps(BOX)).isFalse();
    }

    @Test
    void overlapsAtTheEndOfTheNumbers() {
        Box far = new Box(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

        assertThat(far.overlaps(far)).isTrue();
        assertThat(far.overlaps(BOX)).isFalse();
    }

    @Test
    void refusesABoxWithoutAPixel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Box(1, 1, 0, 4))
                .withMessageContaining("0x4");
    }
}
