package io.defectsdk.examples.quickstart.report;

import io.defectsdk.examples.quickstart.evaluation.Result;
import io.defectsdk.guide.Guide;
import io.defectsdk.inspection.Explanation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

/** One part in the gallery: its result, three small JPEGs as data URIs, and why it stands out. Confined to one thread. */
final class Card {
    private static final int LONGEST_SIDE = 320;
    private static final float QUALITY = 0.85f;

    private final Result result;
    private String picture = "";
    private String overlay = "";
    private String heatMap = "";
    private Optional<Why> why = Optional.empty();
    private Optional<Why> similar = Optional.empty();
    private Optional<Guide> guide = Optional.empty();

    Card(Result result) {
        this.result = result;
    }

    /**
     * What is drawn below the pictures: why the part stands out, or what it looks like.
     *
     * @param sideBySide drawn, as data URI
     * @param statement the same in words
     */
    record Why(String sideBySide, Label statement) {}

    void draw(
            BufferedImage pictureImage,
            BufferedImage overlayImage,
            BufferedImage heatMapImage,
            Optional<Explanation> explanation,
            Optional<Similar> known,
            Optional<Guide> response)
            throws IOException {
        picture = small(pictureImage);
        overlay = small(overlayImage);
        heatMap = small(heatMapImage);
        why = explanation.isEmpty() ? Optional.empty() : Optional.of(why(explanation.get()));
        similar = known.isEmpty()
                ? Optional.empty()
                : Optional.of(new Why(
                        Html.dataUri("image/jpeg", Pixels.jpeg(known.get().sheet(), QUALITY)),
                        known.get().statement()));
        guide = response;
    }

    private static Why why(Explanation explanation) throws IOException {
        return new Why(
                Html.dataUri("image/jpeg", Pixels.jpeg(explanation.sideBySide(), QUALITY)),
                Words.explanation(explanation));
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

    /** For a part that is not OK, where defects are known. */
    Optional<Why> similar() {
        return similar;
    }

    /** For a part that is not OK, where there are manuals. */
    Optional<Guide> guide() {
        return guide;
    }

    /** For a part that is not OK. */
    Optional<Why> why() {
        return why;
    }
}
