package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.inspection.Box;
import io.defectsdk.spi.InputView;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchCellsTest {
    private static final PatchCells WHOLE = new PatchCells(InputView.whole(256), List.of(new PatchGrid.Shape(32, 32)));
    private static final PatchCells CROPPED =
            new PatchCells(InputView.cropped(224, 256), List.of(new PatchGrid.Shape(28, 28)));

    @Test
    void cutsAWholePictureIntoCells() {
        assertThat(WHOLE.cell(0, 640, 320)).isEqualTo(new Rectangle2D.Double(0, 0, 20, 10));
        assertThat(WHOLE.cell(33, 640, 320)).isEqualTo(new Rectangle2D.Double(20, 10, 20, 10));
        assertThat(WHOLE.box(1023, 640, 320)).isEqualTo(new Box(620, 310, 20, 10));
    }

    @Test
    void cutsThePictureAgainForEachGrid() {
        PatchCells cells =
                new PatchCells(InputView.whole(256), List.of(new PatchGrid.Shape(16, 16), new PatchGrid.Shape(24, 24)));

        assertThat(cells.count()).isEqualTo(256 + 576);
        assertThat(cells.box(255, 480, 480)).isEqualTo(new Box(450, 450, 30, 30));
        assertThat(cells.box(256, 480, 480)).isEqualTo(new Box(0, 0, 20, 20));
        assertThat(cells.box(256 + 25, 480, 480)).isEqualTo(new Box(20, 20, 20, 20));
        assertThat(cells.at(479, 479, 480, 480)).isEqualTo(255);
    }

    @Test
    void takesAllPixelsThatACellMeets() {
        assertThat(WHOLE.box(1, 100, 100)).as("columns 3.125 to 6.25").isEqualTo(new Box(3, 0, 4, 4));
        assertThat(WHOLE.box(1023, 100, 100)).isEqualTo(new Box(96, 96, 4, 4));
        assertThat(WHOLE.box(1023, 16, 16)).as("of half a pixel").isEqualTo(new Box(15, 15, 1, 1));
    }

    @Test
    void liesInTheMiddleOfACroppedPicture() {
        // resized to 341 × 256, of which columns 58 to 281 and rows 16 to 239 are seen: 8 × 8 of these a patch
        Rectangle2D first = CROPPED.cell(0, 512, 384);
        Rectangle2D last = CROPPED.cell(783, 512, 384);

        assertThat(first.getX()).isCloseTo(58 * 512.0 / 341, within(1e-9));
        assertThat(first.getY()).isCloseTo(16 * 1.5, within(1e-9));
        assertThat(first.getWidth()).isCloseTo(8 * 512.0 / 341, within(1e-9));
        assertThat(first.getHeight()).isCloseTo(12, within(1e-9));
        assertThat(last.getMaxX()).isCloseTo(282 * 512.0 / 341, within(1e-9));
        assertThat(last.getMaxY()).isCloseTo(240 * 1.5, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"512, 384", "384, 512", "256, 256", "1000, 77", "33, 1025"})
    void findsThePatchOfAPixel(int width, int height) {
        for (PatchCells cells : new PatchCells[] {WHOLE, CROPPED}) {
            for (int y = 0; y < height; y++) {
                for (int x = y % 7; x < width; x += 7) {
                    Rectangle2D cell = cells.cell(cells.at(x, y, width, height), width, height);
                    Rectangle2D seen =
                            cells.cell(0, width, height).createUnion(cells.cell(cells.count() - 1, width, height));
                    double nearestX = Math.max(seen.getMinX(), Math.min(seen.getMaxX(), x + 0.5));
                    double nearestY = Math.max(seen.getMinY(), Math.min(seen.getMaxY(), y + 0.5));
                    assertThat(nearestX).isBetween(cell.getMinX() - 1e-6, cell.getMaxX() + 1e-6);
                    assertThat(nearestY).isBetween(cell.getMinY() - 1e-6, cell.getMaxY() + 1e-6);
                }
            }
        }
    }
}
