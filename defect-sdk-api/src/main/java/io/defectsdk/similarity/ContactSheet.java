package io.defectsdk.similarity;

import java.awt.image.BufferedImage;

/** A result to look at: what was asked with beside what was found. Immutable and thread-safe. */
public interface ContactSheet {
    /**
     * As one picture: on the left what was asked with, then what was found, by rank, regions outlined; each with its rank and
     * similarity in figures below. Names are not on it, because a machine may have no font for them; see {@link #html()}. A new image
     * at each call.
     */
    BufferedImage image();

    /** As an HTML document in Korean and English that holds its pictures: names, types, similarities and the vote, too. */
    String html();
}
