package io.defectsdk.core.internal.guide;

import io.defectsdk.core.internal.guide.GuideExtract.Candidate;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.ManualSentence;
import io.defectsdk.guide.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A passage of a manual, written in a test. */
final class Sample {
    private final List<ManualSentence> sentences = new ArrayList<>();
    private int at;

    Sample says(@Nullable GuideSection section, String text) {
        sentences.add(new ManualSentence(Optional.ofNullable(section), 1, at, at + text.length(), text, List.of()));
        at += text.length() + 1;
        return this;
    }

    Passage passage(String id) {
        return new Passage(id, 1, "manual.pdf", 1, "prod1", List.of("기공"), Optional.of("hole"), sentences);
    }

    Candidates candidates() {
        return Candidates.of(GuideExtract.candidates(List.of(passage("1.1.1"))));
    }

    static List<String> texts(CheckedAnswer answer, GuideSection section) {
        return answer.parts().stream()
                .filter(part -> part.section() == section)
                .flatMap(part -> part.sentences().stream())
                .map(sentence -> sentence.text())
                .toList();
    }

    static String text(Candidate candidate) {
        return candidate.sentence().text();
    }
}
