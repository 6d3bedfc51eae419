package io.defectsdk.core.internal.similarity;

import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.GalleryPicture;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Registered pictures and embeddings that the tests make up. */
final class Specimens {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Specimens() {}

    static GalleryPicture picture(long id, String defectCode) {
        return picture(id, defectCode, String.format(Locale.ROOT, "%064x", id));
    }

    static GalleryPicture picture(long id, String defectCode, String sha256) {
        return new GalleryPicture(
                id, "prod1", defectCode, "picture" + id + ".png", "pictures/" + id, sha256, NOON.plusSeconds(id));
    }

    /** Of a whole picture. */
    static Entry entry(long id, GalleryPicture picture) {
        return new Entry(id, picture, Optional.empty(), RegionSource.WHOLE, picture.defectCode());
    }

    static float[] unit(float... values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = squares == 0 ? 0 : (float) (values[i] / Math.sqrt(squares));
        }
        return unit;
    }

    static Embedding embedding(double... values) {
        float[] single = new float[values.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) values[i];
        }
        return Embedding.of(single);
    }

    static double length(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    static List<Float> numbers(float[] vector) {
        Float[] boxed = new Float[vector.length];
        Arrays.setAll(boxed, i -> vector[i]);
        return Arrays.asList(boxed);
    }
}
