package io.defectsdk.core.internal.guide;

import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.core.internal.guide.GuideExtract.Candidate;
import io.defectsdk.guide.Citation;
import io.defectsdk.guide.GuidePart;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.GuideSentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a guide of the sentences that a language model wrote: those that what they cite supports. Where it left steps, prohibitions or warnings out, or put
 * steps in another order, the manual's own sentences stand instead.
 */
final class RephrasedSentences {
    /** Of its sentences, this share must be supported, or the model is not to be trusted with the rest. */
    private static final double ENOUGH = 0.5;

    private final Candidates candidates;
    private final Faithfulness faithfulness;
    private final Sections<Written> written = new Sections<>();
    private final Set<String> said = new HashSet<>();
    private int dropped;
    private int kept;

    private record Written(String text, List<Candidate> cited) {
        GuideSentence sentence() {
            return new GuideSentence(
                    text,
                    cited.stream()
                            .map(candidate -> Citation.of(candidate.passage(), candidate.sentence()))
                            .toList());
        }
    }

    private RephrasedSentences(Candidates candidates, Faithfulness faithfulness) {
        this.candidates = candidates;
        this.faithfulness = faithfulness;
    }

    static CheckedAnswer of(JsonNode answer, Candidates candidates, Faithfulness faithfulness) {
        return new RephrasedSentences(candidates, faithfulness).check(answer);
    }

    private CheckedAnswer check(JsonNode answer) {
        answer.path("sentences").forEach(this::take);
        if (kept == 0 || kept < ENOUGH * (kept + dropped)) {
            return CheckedAnswer.unfit(
                    "of " + (kept + dropped) + " sentences that the language model wrote, the manuals support " + kept,
                    dropped);
        }
        List<Candidate> actions = of(GuideSection.ACTION);
        if (!actions.isEmpty() && written.of(GuideSection.ACTION).isEmpty()) {
            return CheckedAnswer.unfit("the language model wrote no action that the manuals support", dropped);
        }
        List<GuidePart> parts = new ArrayList<>();
        for (GuideSection section : GuideSection.values()) {
            parts.add(new GuidePart(section, sentences(section)));
        }
        return CheckedAnswer.of(parts, dropped);
    }

    private List<Candidate> of(GuideSection section) {
        return candidates.all().stream()
                .filter(candidate -> candidate.section() == section)
                .toList();
    }

    private void take(JsonNode sentence) {
        String text = sentence.path("text").asText("").strip();
        List<Candidate> cited = new ArrayList<>();
        boolean known = true;
        for (JsonNode id : sentence.path("cites")) {
            Optional<Candidate> candidate = candidates.find(id.asText());
            known &= candidate.isPresent();
            candidate.filter(one -> !cited.contains(one)).ifPresent(cited::add);
        }
        Optional<GuideSection> section = section(sentence.path("section").asText(""), cited);
        boolean supported = known
                && !text.isEmpty()
                && section.isPresent()
                && faithfulness
                        .objection(
                                text,
                                cited.stream()
                                        .map(candidate -> candidate.sentence().text())
                                        .toList())
                        .isEmpty()
                && said.add(Term.normalised(text));
        if (!supported) {
            dropped++;
            return;
        }
        kept++;
        written.of(section.get()).add(new Written(text, cited));
    }

    /** What the manual says of what is cited; what the model says, where the manual says nothing; none where it says several things. */
    private static Optional<GuideSection> section(String named, List<Candidate> cited) {
        List<GuideSection> own = cited.stream()
                .flatMap(candidate -> candidate.sentence().section().stream())
                .distinct()
                .toList();
        if (own.size() > 1) {
            return Optional.empty();
        }
        if (own.size() == 1) {
            return Optional.of(own.get(0));
        }
        for (GuideSection section : GuideSection.values()) {
            if (section.name().equals(named.strip().toUpperCase(Locale.ROOT))) {
                return Optional.of(section);
            }
        }
        return Optional.empty();
    }

    private List<GuideSentence> sentences(GuideSection section) {
        List<Written> some = written.of(section);
        List<Candidate> cited = some.stream()
                .flatMap(sentence -> sentence.cited().stream())
                .distinct()
                .toList();
        List<Candidate> all = of(section);
        List<Candidate> needed = Steps.kept(cited, section, all);
        boolean stepsMissing = needed.stream()
                .anyMatch(candidate -> Steps.isNumbered(candidate.sentence().text()) && !cited.contains(candidate));
        if (section == GuideSection.ACTION && (stepsMissing || !inOrder(cited, all))) {
            dropped += some.size();
            return needed.stream().map(Candidate::verbatim).toList();
        }
        List<GuideSentence> sentences =
                new ArrayList<>(some.stream().map(Written::sentence).toList());
        needed.stream()
                .filter(candidate -> !cited.contains(candidate))
                .map(Candidate::verbatim)
                .forEach(sentences::add);
        return sentences;
    }

    /** Of what stands under one heading, what is cited comes in the manual's order. */
    private static boolean inOrder(List<Candidate> cited, List<Candidate> all) {
        Map<String, Integer> last = new HashMap<>();
        for (Candidate candidate : cited) {
            int place = all.indexOf(candidate);
            Integer before = last.put(Steps.place(candidate), place);
            if (before != null && place < before) {
                return false;
            }
        }
        return true;
    }
}
