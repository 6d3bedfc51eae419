package io.defectsdk.inspection;

import java.time.Duration;

/**
 * How long each step of an inspection took. Immutable.
 *
 * @param decode reading, checking and decoding the picture
 * @param features preprocessing, resize, normalisation, backbone and patch embeddings
 * @param search nearest neighbours
 * @param map anomaly map, score and regions
 */
public record StepTimings(Duration decode, Duration features, Duration search, Duration map) {
    /** All steps together; storing the picture and the record comes on top. */
    public Duration total() {
        return decode.plus(features).plus(search).plus(map);
    }
}
