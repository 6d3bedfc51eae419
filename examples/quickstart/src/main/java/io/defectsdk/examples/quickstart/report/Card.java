package io.defectsdk.examples.quickstart.report;

import io.defectsdk.examples.quickstart.evaluation.Result;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** One part in the gallery: its result and three small JPEGs as data URIs. Confined to one thread. */
final class Card {
    private static final int LONGEST_SIDE = 320;
    private static final float QUALITY = 0.85f;

    private final Result result;
    private String picture = "";
    private String overlay = "";
    private String heatMap = "";

    Card(Result result) {
        this.result = result;
    }

    void draw(BufferedImage pictureImage, BufferedImage overlayImage, BufferedImage heatMapImage) throws IOException {
        picture = small(pictureImage);
        overlay = small(overlayImage);
        heatMap = small(heatMapImage);
    }

    private static String small(BufferedImage image) throws IOException {
        return Html.dataUri("image/jpeg", Pixels.jpeg(Pixels.fit(image, LONGEST_SIDE), QUALITY));
    }

    Result result() {
        return result;
    }

    String picture() {
        return picture;
    }

    String overlay() {
        return overlay;
    }

    String heatMap() {
        return heatMap;
    }
}
