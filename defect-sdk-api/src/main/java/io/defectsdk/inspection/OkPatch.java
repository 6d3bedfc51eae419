package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * A patch of an OK picture that a recipe was taught from. Immutable.
 *
 * @param pictureSha256 hash of the OK picture: of the file's bytes, or of a frame's or image's samples; 64 lower-case hexadecimal digits
 * @param pictureName name that the OK picture was given under, if it had one; a file's is its file name
 * @param pictureWidth width of the OK picture, upright, in pixels
 * @param pictureHeight height of the OK picture
 * @param box the patch in the OK picture's own upright pixels
 */
public record OkPatch(
        String pictureSha256, Optional<String> pictureName, int pictureWidth, int pictureHeight, Box box) {
    /** Refuses null. */
    public OkPatch {
        requireNonNull(pictureSha256, "pictureSha256");
        requireNonNull(pictureName, "pictureName");
        requireNonNull(box, "box");
    }

    /** Picture and place in one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "patch at (%d, %d), %d x %d px, of the OK picture %s",
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                pictureName.orElse(pictureSha256));
    }
}
