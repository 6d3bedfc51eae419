package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.GuideMethod;
import io.defectsdk.guide.GuidePart;
import io.defectsdk.guide.ModelUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A guide before it is recorded. Immutable.
 *
 * @param method how its sentences came about
 * @param parts its four sections
 * @param text all of it
 * @param confidence 0 to 1
 * @param indexId the index it was made from
 * @param model what a language model did for it
 * @param fallback why it is extractive though a language model was asked
 * @param retrievalTime how long finding the passages took
 */
record GuideDraft(
        GuideMethod method,
        List<GuidePart> parts,
        String text,
        double confidence,
        long indexId,
        Optional<ModelUse> model,
        Optional<String> fallback,
        Duration retrievalTime) {}
