package io.defectsdk.examples.quickstart.evaluation;

import static java.util.Objects.requireNonNull;

/**
 * What a part really is. Immutable.
 *
 * @param code short name: {@code good}, or that of the defect
 * @param koreanName the Korean name; the same as the code where none is known
 * @param good whether it has no defect
 */
public record Truth(String code, String koreanName, boolean good) {
    /** A good part. */
    public static final Truth GOOD = new Truth("good", "양품", true);

    /** Refuses null. */
    public Truth {
        requireNonNull(code, "code");
        requireNonNull(koreanName, "koreanName");
    }

    /** A part with a defect that has a Korean name. */
    public static Truth defect(String code, String koreanName) {
        return new Truth(code, koreanName, false);
    }
}
