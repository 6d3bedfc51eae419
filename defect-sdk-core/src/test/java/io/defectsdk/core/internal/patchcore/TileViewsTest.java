package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.IncompatibleModelException;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.spi.InputView;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileViewsTest {
    @Test
    void oneTileIsTheViewOfBefore() {
        assertThat(new TileViews(Tiling.NONE, 224, 256).views()).containsExactly(InputView.cropped(224, 256));
        assertThat(new TileViews(Tiling.NONE, 256, 0).views()).containsExactly(InputView.whole(256));
    }

    @Test
    void tilesCoverThePictureInReadingOrder() {
        List<InputView> views = new TileViews(Tiling.of(3, 2), 256, 0).views();

        assertThat(views)
                .containsExactly(
                        new InputView.Part(256, 640, 448, 0, 0),
                        new InputView.Part(256, 640, 448, 192, 0),
                        new InputView.Part(256, 640, 448, 384, 0),
                        new InputView.Part(256, 640, 448, 0, 192),
                        new InputView.Part(256, 640, 448, 192, 192),
                        new InputView.Part(256, 640, 448, 384, 192));
    }

    @ParameterizedTest
    @CsvSource({
        "3,2,256,8,0.25",
        "1,4,256,16,0.25",
        "5,1,320,16,0.25",
        "2,2,96,32,0.3",
        "4,3,64,32,0.5",
        "3,3,128,8,0",
        "2,3,384,16,0.1"
    })
    void putsEachPatchInItsPlace(int columns, int rows, int size, int stride, double overlap) {
        Tiling tiling = new Tiling(columns, rows, overlap);
        TileViews tiles = new TileViews(tiling, size, 0);

        PatchGrid joined = tiles.joined(view -> places(view.of(4_000, 3_000), stride));

        int width = tiling.width(size) / stride;
        int height = tiling.height(size) / stride;
        assertThat(joined.shapes()).containsExactly(new PatchGrid.Shape(height, width));
        for (int patch = 0; patch < joined.count(); patch++) {
            assertThat(joined.values()[3 * patch]).isEqualTo(patch % width);
            int row = patch / width;
            assertThat(joined.values()[3 * patch + 1]).isEqualTo(row);
            // nearer than this to a tile's border no patch is taken, unless it is the picture's
            int room = (int) joined.values()[3 * patch + 2];
            assertThat(room).isGreaterThanOrEqualTo(tiling.overlapPixels(size) / stride / 2);
        }
    }

    /** Each patch's column and row in the whole grid, and how many patches lie between it and an inner border of its tile. */
    private static PatchGrid places(InputView.Placement square, int stride) {
        int side = square.size() / stride;
        float[] values = new float[side * side * 3];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int room = Integer.MAX_VALUE;
                room = square.left() > 0 ? Math.min(room, x) : room;
                room = square.top() > 0 ? Math.min(room, y) : room;
                room = square.left() + square.size() < square.width() ? Math.min(room, side - 1 - x) : room;
                room = square.top() + square.size() < square.height() ? Math.min(room, side - 1 - y) : room;
                int patch = y * side + x;
                values[3 * patch] = square.left() / (float) stride + x;
                values[3 * patch + 1] = square.top() / (float) stride + y;
                values[3 * patch + 2] = room;
            }
        }
        return new PatchGrid(side, side, 3, values);
    }

    @Test
    void refusesTilesThatEndWithinAPatch() {
        TileViews tiles = new TileViews(Tiling.of(2, 1), 96, 0);
        PatchGrid two = new PatchGrid(2, 2, 1, new float[4]);

        assertThatThrownBy(() -> tiles.joined(view -> two))
                .isInstanceOf(IncompatibleModelException.class)
                .hasMessageContaining("2 patches of 96 pixels")
                .hasMessageContaining("overlap by 32 pixels");
    }

    @Test
    void refusesAGridThatNobodyCouldHold() {
        TileViews tiles = new TileViews(Tiling.of(8, 8), 512, 0);
        PatchGrid wide = new PatchGrid(64, 64, 2_048, new float[64 * 64 * 2_048]);
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> tiles.joined(view -> {
                    asked.incrementAndGet();
                    return wide;
                }))
                .isInstanceOf(IncompatibleModelException.class)
                .hasMessageContaining("64 tiles of 512 pixels would take 1250 MB, more than 1024")
                .hasMessageContaining("fewer tiles");
        assertThat(asked).as("before the other tiles are seen").hasValue(1);
    }
}
