package io.defectsdk.core.internal.inspection;

import io.defectsdk.core.internal.patchcore.Neighbours;
import io.defectsdk.core.internal.patchcore.PatchCells;
import io.defectsdk.core.internal.recipe.LoadedRecipe;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Vertex;
import java.awt.geom.Path2D;
import java.util.function.IntPredicate;

/**
 * What an inspection keeps to be explained by: eight bytes a patch. Not changed after it was made.
 *
 * @param recipe that judged
 * @param cells where the patches lie
 * @param nearest each patch's nearest vector of the recipe's bank
 */
record Evidence(LoadedRecipe recipe, PatchCells cells, Neighbours nearest) {
    /**
     * The patch with the greatest distance of those that a region meets and that count, the first of several; where it meets none that
     * counts, the one at its peak.
     */
    int patch(AnomalyRegion region, PixelImage picture) {
        Path2D outline = outline(region);
        IntPredicate counted = recipe.steps().counted(cells.shapes());
        int highest = -1;
        for (int patch = 0; patch < cells.count(); patch++) {
            boolean higher = highest < 0 || nearest.squaredDistances()[patch] > nearest.squaredDistances()[highest];
            if (higher
                    && counted.test(patch)
                    && outline.intersects(cells.cell(patch, picture.width(), picture.height()))) {
                highest = patch;
            }
        }
        return highest >= 0 ? highest : cells.at(region.peakX(), region.peakY(), picture.width(), picture.height());
    }

    private static Path2D outline(AnomalyRegion region) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (Vertex corner : region.outline()) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(corner.x(), corner.y());
            } else {
                path.lineTo(corner.x(), corner.y());
            }
        }
        path.closePath();
        return path;
    }
}
