package io.defectsdk.core.internal.inspection;

import io.defectsdk.core.internal.render.HeatRenderer;
import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.PixelImage;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * See {@link Inspection}.
 *
 * @param explainer of the SDK that made it
 */
record DefaultInspection(
        InspectionRecord record,
        PixelImage picture,
        AnomalyMap anomalyMap,
        HeatRenderer renderer,
        Evidence evidence,
        Explainer explainer,
        Optional<String> notRecordedReason,
        Optional<String> notKeptReason)
        implements Inspection {
    @Override
    public boolean recorded() {
        return notRecordedReason.isEmpty();
    }

    @Override
    public BufferedImage heatMap() {
        return renderer.heatMap(anomalyMap);
    }

    @Override
    public BufferedImage overlay() {
        return renderer.overlay(picture, anomalyMap, record.regions());
    }

    @Override
    public String toString() {
        return "inspection " + id() + " of " + productCode() + ": " + verdict() + ", score " + anomalyScore()
                + ", NG above " + scoring().ngThreshold() + (recorded() ? "" : ", not recorded");
    }
}
