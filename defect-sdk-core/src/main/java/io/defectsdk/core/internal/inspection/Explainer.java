package io.defectsdk.core.internal.inspection;

import io.defectsdk.PictureException;
import io.defectsdk.RecipeException;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.core.internal.patchcore.PatchCells;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.recipe.OkView;
import io.defectsdk.core.internal.recipe.OkViews;
import io.defectsdk.core.internal.recipe.Recipe;
import io.defectsdk.core.internal.render.PatchComparison;
import io.defectsdk.core.internal.storage.RecipeContents;
import io.defectsdk.deployment.MapRule;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.OkPatch;
import io.defectsdk.inspection.PixelImage;
import java.util.Optional;

/** From a region to the OK patch that is nearest to it. Thread-safe. */
final class Explainer {
    /** The host's limits are for pictures from outside; a view was made by us, and may be of one side only. */
    private static final PictureDecoder VIEWS = new PictureDecoder(
            new PictureLimits(OkViews.MAX_BYTES, PictureLimits.defaults().maxPixels(), 1));

    private final RecipeContents contents;

    /** With the recipes' contents. */
    Explainer(RecipeContents contents) {
        this.contents = contents;
    }

    Explanation explain(Inspection inspection, AnomalyRegion region) {
        if (!(inspection instanceof DefaultInspection mine) || mine.explainer() != this) {
            throw new IllegalArgumentException("the inspection " + inspection.id()
                    + " was not made by this DefectSdk: explain it with the one that made it, while that is open");
        }
        if (!mine.regions().contains(region)) {
            throw new IllegalArgumentException("the inspection " + inspection.id() + " has "
                    + mine.regions().size() + " regions, but not this " + region + ": take one of regions()");
        }
        return explain(mine, region, mine.evidence());
    }

    private Explanation explain(DefaultInspection inspection, AnomalyRegion region, Evidence evidence) {
        Recipe recipe = evidence.recipe().recipe();
        PatchCells cells = evidence.cells();
        PixelImage picture = inspection.picture();
        int patch = evidence.patch(region, picture);
        float squared = evidence.nearest().squaredDistances()[patch];
        double onScale = recipe.summary().method().map() == MapRule.SQUARED ? squared : Math.sqrt(squared);
        MemoryBank.Origin origin = recipe.bank().origin(evidence.nearest().vectors()[patch]);
        if (origin.patch() >= cells.count()) {
            throw new RecipeException(
                    "the stored recipe is damaged: a vector of its bank comes from patch " + origin.patch() + " of "
                            + cells.count() + "; teach the product again with deployments().deploy(...)",
                    null);
        }
        OkView view =
                OkViews.find(contents.get(RecipeContents.Kind.OK_VIEWS, recipe.okViewsSha256()), origin.picture());
        PixelImage small = decoded(view);
        return new DefaultExplanation(
                region,
                cells.box(patch, picture.width(), picture.height()),
                Math.sqrt(squared),
                onScale / inspection.scoring().ngThreshold(),
                new OkPatch(
                        recipe.okPictureHashes().get(origin.picture()),
                        view.name(),
                        view.width(),
                        view.height(),
                        cells.box(origin.patch(), view.width(), view.height())),
                new PatchComparison(
                        new PatchComparison.Side(picture, cells.cell(patch, picture.width(), picture.height())),
                        new PatchComparison.Side(small, cells.cell(origin.patch(), small.width(), small.height()))));
    }

    private static PixelImage decoded(OkView view) {
        try {
            return VIEWS.decode(Optional.of("the OK view of picture " + view.picture()), view.jpeg())
                    .pixels();
        } catch (PictureException e) {
            throw OkViews.damaged(String.valueOf(e.getMessage()), e);
        }
    }
}
