package io.defectsdk.examples.quickstart;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.Product;
import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Picture;
import java.util.List;
import java.util.Optional;

/** Sees to it that a product is there and taught. */
final class Teaching {
    private final DefectSdk sdk;
    private final Actor actor;
    private final Console console;

    Teaching(DefectSdk sdk, Actor actor, Console console) {
        this.sdk = sdk;
        this.actor = actor;
        this.console = console;
    }

    /**
     * The recipe that will judge the batch: the one the database holds, or a new one.
     *
     * @param anew whether to teach although there is one
     */
    RecipeVersion recipe(Batch batch, boolean anew) {
        String code = batch.product().code();
        Optional<Product> known = sdk.catalog().findProduct(code);
        if (known.isPresent()) {
            console.say("Found product %s in the database", code);
        } else {
            sdk.catalog().addProduct(batch.product(), actor);
            console.say("Added product %s", code);
        }
        Optional<RecipeVersion> active = sdk.deployments().activeRecipe(code);
        if (active.isPresent() && !anew) {
            console.say(
                    "Found its recipe, version %d, taught from %d OK pictures: not taught again (--teach does)",
                    active.get().version(), active.get().summary().bank().okPictures());
            describe(active.get());
            return active.get();
        }
        return teach(code, batch.okPictures().get());
    }

    private RecipeVersion teach(String code, List<Picture> okPictures) {
        console.say("Teaching %s from %d OK pictures", code, okPictures.size());
        ProgressLine line = new ProgressLine(console.out(), console.terminal(), System::nanoTime);
        DeploymentRun<RecipeVersion> run = sdk.deployments().deploy(PatchCoreDeployment.of(code, okPictures), actor);
        RecipeVersion version = run.onProgress(line::show).join();
        console.say("Taught recipe version %d", version.version());
        describe(version);
        return version;
    }

    private void describe(RecipeVersion version) {
        RecipeSummary summary = version.summary();
        Calibration calibration = summary.calibration();
        console.say(
                "  %s, %,d of %,d vectors, hash %s",
                summary.method().backbone(),
                summary.bank().vectors(),
                summary.bank().patches(),
                version.sha256().substring(0, 12));
        console.say(
                "  OK median %.2f, REVIEW above %.2f, NG above %.2f",
                calibration.medianScore(), summary.reviewThreshold(), summary.ngThreshold());
        console.say("  %s", calibration.statement());
        if (summary.imageThreshold() != 1) {
            console.say(
                    "  These rates hold at an image threshold of 1, and this recipe has %.2f",
                    summary.imageThreshold());
        }
    }
}
