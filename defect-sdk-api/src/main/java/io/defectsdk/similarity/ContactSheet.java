package io.defectsdk.similarity;

import java.awt.image.BufferedImage;

/**
 * A result to look at: what was asked with beside what was found, the first {@value #MAX_PICTURES} of it. Immutable and thread-safe;
 * holds some 0.4 MB a picture.
 */
public interface ContactSheet {
    /** The largest number of pictures found that are drawn; how many more there are is written in {@link #html()}. */
    int MAX_PICTURES = 100;

    /**
     * As one picture: on the left what was asked with, then what was found, by rank, regions outlined; each with its rank and
     * similarity in figures below. Names are not on it, because a machine may have no font for them; see {@link #html()}. A new image
     * at each call.
     */
    BufferedImage image();

    /** As an HTML document in Korean and English that holds its pictures: names, types, similarities and the vote, too. */
    String html();
}
