package io.defectsdk.examples.quickstart.report;

import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.PixelImage;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** An inspection without a backbone; counts how often its heat map was drawn. */
final class FakeInspection implements Inspection {
    private final InspectionRecord inspectionRecord;
    int drawn;

    FakeInspection(InspectionRecord inspectionRecord) {
        this.inspectionRecord = inspectionRecord;
    }

    @Override
    public InspectionRecord record() {
        return inspectionRecord;
    }

    @Override
    public PixelImage picture() {
        return PixelImage.ofBytes(96, 64, 1, new byte[96 * 64]);
    }

    @Override
    public AnomalyMap anomalyMap() {
        return new AnomalyMap(96, 64, 2, 2, new float[4]);
    }

    @Override
    public BufferedImage heatMap() {
        drawn++;
        return new BufferedImage(96, 70, BufferedImage.TYPE_INT_RGB);
    }

    @Override
    public BufferedImage overlay() {
        return picture().toBufferedImage();
    }

    @Override
    public boolean recorded() {
        return true;
    }

    @Override
    public Optional<String> notRecordedReason() {
        return Optional.empty();
    }

    @Override
    public Optional<String> notKeptReason() {
        return Optional.empty();
    }
}
