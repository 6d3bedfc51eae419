package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.Citation;
import io.defectsdk.guide.GuidePart;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.GuideSentence;
import io.defectsdk.guide.ManualSentence;
import io.defectsdk.guide.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a guide of passages by rule: their sentences word for word, in the manuals' order, each under what the manual says it speaks of. */
final class GuideExtract {
    private GuideExtract() {}

    /** A sentence that a guide may hold, and the passage that it is of. */
    record Candidate(Passage passage, ManualSentence sentence, GuideSection section) {
        GuideSentence verbatim() {
            return GuideSentence.verbatim(Citation.of(passage, sentence));
        }
    }

    /**
     * The sentences of some passages; what the manual puts under neither cause nor action nor
     * prevention describes the defect.
     *
     * @param passages best first
     */
    static List<Candidate> candidates(List<Passage> passages) {
        List<Candidate> candidates = new ArrayList<>();
        Set<String> said = new HashSet<>();
        for (Passage passage : passages) {
            for (ManualSentence sentence : passage.sentences()) {
                // manuals repeat themselves: page headers, rows of two tables
                if (said.add(Term.normalised(sentence.text()))) {
                    candidates.add(
                            new Candidate(passage, sentence, sentence.section().orElse(GuideSection.SITUATION)));
                }
            }
        }
        return candidates;
    }

    /** The four sections. */
    static List<GuidePart> parts(List<Candidate> candidates) {
        return Arrays.stream(GuideSection.values())
                .map(section -> new GuidePart(
                        section,
                        candidates.stream()
                                .filter(candidate -> candidate.section() == section)
                                .map(Candidate::verbatim)
                                .toList()))
                .toList();
    }
}
