package io.defectsdk.core.internal.picture;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Listens for what the JPEG library calls corrupt data. It goes on reading after that and paints what is missing grey,
 * and a verdict on such a picture would be worth nothing.
 */
final class JpegDamage implements IIOReadWarningListener {
    private String found = "";

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        // bytes too many between two segments harm no pixel, and some cameras write them
        if (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous")) {
            found = warning;
        }
    }

    /** The last complaint; empty if there was none. */
    String found() {
        return found;
    }
}
