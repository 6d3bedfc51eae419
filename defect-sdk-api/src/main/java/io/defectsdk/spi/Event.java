package io.defectsdk.spi;

import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Inspection;
import java.time.Duration;

/** Something a host may want to count, show or log. Immutable. */
public sealed interface Event {
    /**
     * A picture was judged.
     *
     * @param inspection the result, {@link Inspection#recorded()} included
     * @param elapsed from the call to the result
     */
    record Inspected(Inspection inspection, Duration elapsed) implements Event {}

    /**
     * A picture could not be judged.
     *
     * @param productCode the product that was asked for
     * @param cause why
     */
    record InspectionFailed(String productCode, Throwable cause) implements Event {}

    /**
     * A deployment began or ended.
     *
     * @param deployment as logged
     */
    record DeploymentChanged(DeploymentRecord deployment) implements Event {}

    /**
     * This process judges a product by another recipe from now on.
     *
     * @param recipe the recipe
     */
    record RecipeLoaded(RecipeVersion recipe) implements Event {}
}
