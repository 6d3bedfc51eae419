package io.defectsdk.core.internal.guide;

import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.core.internal.guide.GuideExtract.Candidate;
import io.defectsdk.guide.GuidePart;
import io.defectsdk.guide.GuideSection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes a guide of the ids that a language model chose. Whatever it chose, a sentence stands in the section that the manual gives it, steps keep the
 * manual's order and none of them is left out, and what forbids or warns stays.
 */
final class ChosenSentences {
    private final Candidates candidates;
    private final Sections<Candidate> chosen = new Sections<>();
    private int dropped;

    private ChosenSentences(Candidates candidates) {
        this.candidates = candidates;
    }

    static CheckedAnswer of(JsonNode answer, Candidates candidates) {
        return new ChosenSentences(candidates).check(answer);
    }

    private CheckedAnswer check(JsonNode answer) {
        Set<String> seen = new LinkedHashSet<>();
        for (GuideSection section : GuideSection.values()) {
            for (JsonNode id : answer.path(section.name().toLowerCase(Locale.ROOT))) {
                take(section, id.asText(), seen);
            }
        }
        boolean actions = candidates.all().stream().anyMatch(candidate -> candidate.section() == GuideSection.ACTION);
        if (chosen.isEmpty()) {
            return CheckedAnswer.unfit("the language model chose no sentence that there is", dropped);
        }
        if (actions && chosen.of(GuideSection.ACTION).isEmpty()) {
            return CheckedAnswer.unfit("the language model chose no action, though the manuals name some", dropped);
        }
        List<GuidePart> parts = new ArrayList<>();
        for (GuideSection section : GuideSection.values()) {
            parts.add(new GuidePart(
                    section,
                    Steps.kept(chosen.of(section), section, candidates.all()).stream()
                            .map(Candidate::verbatim)
                            .toList()));
        }
        return CheckedAnswer.of(parts, dropped);
    }

    private void take(GuideSection wanted, String id, Set<String> seen) {
        Candidate candidate = candidates.find(id).orElse(null);
        if (candidate == null || !seen.add(id.strip())) {
            dropped++;
            return;
        }
        GuideSection section = candidate.sentence().section().orElse(wanted);
        chosen.of(section).add(new Candidate(candidate.passage(), candidate.sentence(), section));
    }
}
