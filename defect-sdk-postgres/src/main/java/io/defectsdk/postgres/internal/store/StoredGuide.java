package io.defectsdk.postgres.internal.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.guide.Citation;
import io.defectsdk.guide.GuidePart;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.GuideSentence;
import io.defectsdk.guide.ManualSentence;
import io.defectsdk.guide.PageArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the sections of a guide lie in {@code response_history.content}: an array of these. */
record StoredGuide(String section, List<StoredSentence> sentences) {
    private static final String COLUMN = "response_history.content";

    /** A sentence and what it stands on. */
    record StoredSentence(String text, List<StoredCitation> citations) {}

    /** A place in a manual. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StoredCitation(
            String passage,
            long manualId,
            String manual,
            int revision,
            List<String> headings,
            @Nullable String section,
            int page,
            int start,
            int end,
            String text,
            List<StoredArea> areas) {
        static StoredCitation of(Citation citation) {
            ManualSentence sentence = citation.sentence();
            return new StoredCitation(
                    citation.passageId(),
                    citation.manualId(),
                    citation.manualName(),
                    citation.revision(),
                    citation.headings(),
                    sentence.section().map(Columns::text).orElse(null),
                    sentence.page(),
                    sentence.start(),
                    sentence.end(),
                    sentence.text(),
                    sentence.areas().stream()
                            .map(area -> new StoredArea(area.x(), area.y(), area.width(), area.height()))
                            .toList());
        }

        Citation citation() {
            return new Citation(
                    passage,
                    manualId,
                    manual,
                    revision,
                    headings,
                    new ManualSentence(
                            Optional.ofNullable(section).map(StoredGuide::section),
                            page,
                            start,
                            end,
                            text,
                            areas.stream()
                                    .map(area -> new PageArea(area.x(), area.y(), area.width(), area.height()))
                                    .toList()));
        }
    }

    /** A rectangle. */
    record StoredArea(float x, float y, float width, float height) {}

    static String write(List<GuidePart> parts) {
        return Json.write(parts.stream()
                .map(part -> new StoredGuide(
                        Columns.text(part.section()),
                        part.sentences().stream()
                                .map(sentence -> new StoredSentence(
                                        sentence.text(),
                                        sentence.citations().stream()
                                                .map(StoredCitation::of)
                                                .toList()))
                                .toList()))
                .toList());
    }

    static List<GuidePart> read(String json) {
        List<GuidePart> parts = new ArrayList<>();
        try {
            for (JsonNode node : Json.tree(COLUMN, json)) {
                StoredGuide part = Json.read(COLUMN, node.toString(), StoredGuide.class);
                parts.add(new GuidePart(
                        section(part.section()),
                        part.sentences().stream()
                                .map(sentence -> new GuideSentence(
                                        sentence.text(),
                                        sentence.citations().stream()
                                                .map(StoredCitation::citation)
                                                .toList()))
                                .toList()));
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Json.unreadable(COLUMN, e);
        }
        return parts;
    }

    private static GuideSection section(String name) {
        return GuideSection.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
