package io.defectsdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.inspection.Box;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void holdsThePixelsThatAreNotBlack() {
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            BufferedImage image =
                    new BufferedImage(1 + random.nextInt(40), 1 + random.nextInt(40), BufferedImage.TYPE_BYTE_GRAY);
            boolean any = false;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    boolean inside = random.nextInt(4) == 0 || (!any && y == image.getHeight() - 1);
                    image.getRaster().setSample(x, y, 0, inside ? 1 + random.nextInt(255) : 0);
                    any |= inside;
                }
            }

            Mask mask = Mask.of(image);

            assertThat(mask.width()).isEqualTo(image.getWidth());
            assertThat(mask.height()).isEqualTo(image.getHeight());
            int left = Integer.MAX_VALUE;
            int top = Integer.MAX_VALUE;
            int right = -1;
            int bottom = -1;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    boolean inside = (image.getRGB(x, y) & 0xFFFFFF) != 0;
                    assertThat(mask.contains(x, y)).isEqualTo(inside);
                    if (inside) {
                        left = Math.min(left, x);
                        top = Math.min(top, y);
                        right = Math.max(right, x);
                        bottom = Math.max(bottom, y);
                    }
                }
            }
            assertThat(mask.bounds()).isEqualTo(new Box(left, top, right - left + 1, bottom - top + 1));
            assertThat(Mask.ofRuns(mask.width(), mask.height(), mask.runs())).isEqualTo(mask);
        }
    }

    @Test
    void beginsWithPixelsOutside() {
        Mask all = Mask.ofRuns(2, 2, new int[] {0, 4});

        assertThat(all.contains(0, 0)).isTrue();
        assertThat(all.contains(1, 1)).isTrue();
        assertThat(all.bounds()).isEqualTo(new Box(0, 0, 2, 2));
        assertThat(all.contains(2, 0)).isFalse();
        assertThat(all.contains(0, -1)).isFalse();
    }

    @Test
    void keepsItsRunsToItself() {
        int[] runs = {1, 3};
        Mask mask = Mask.ofRuns(2, 2, runs);
        runs[0] = 99;
        mask.runs()[1] = 99;

        assertThat(mask.runs()).containsExactly(1, 3);
    }

    @Test
    void refusesRunsThatAreNoMask() {
        refuses(2, 2, new int[] {1, 2}, "2x2");
        refuses(2, 2, new int[] {4}, "runs of a mask");
        refuses(2, 2, new int[] {1, 0, 3}, "run 1");
        refuses(2, 2, new int[] {-1, 5}, "run 0");
        refuses(1 << 15, 1 << 15, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE}, "pixels together");
        refuses(0, 2, new int[] {0, 1}, "mask width");
        refuses(2, 1 << 16, new int[] {0, 1}, "mask height");
    }

    private static void refuses(int width, int height, int[] runs, String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mask.ofRuns(width, height, runs))
                .withMessageContaining(word);
    }

    @Test
    void refusesAnImageWithoutAPixelInside() {
        BufferedImage black = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);

        assertThatIllegalArgumentException().isThrownBy(() -> Mask.of(black));
    }
}
