package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.Citation;
import io.defectsdk.guide.GuideLanguage;
import io.defectsdk.guide.GuidePart;
import io.defectsdk.guide.GuideSentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a guide to be read as it is: what {@link io.defectsdk.guide.Guide#text()} gives. */
final class GuideTexts {
    private final boolean korean;
    private final StringBuilder text = new StringBuilder();

    /** What is cited, with its number; one place is cited under one number. */
    private final Map<Place, Integer> numbers = new LinkedHashMap<>();

    private record Place(String manual, int revision, int page, List<String> headings) {
        static Place of(Citation citation) {
            return new Place(
                    citation.manualName(),
                    citation.revision(),
                    citation.sentence().page(),
                    citation.headings());
        }
    }

    private GuideTexts(GuideLanguage language) {
        this.korean = language == GuideLanguage.KOREAN;
    }

    /**
     * The text.
     *
     * @param title what it is about
     */
    static String of(String title, List<GuidePart> parts, GuideLanguage language) {
        return new GuideTexts(language).write(title, parts, language);
    }

    private String write(String title, List<GuidePart> parts, GuideLanguage language) {
        text.append(korean ? "대응 매뉴얼: " : "Response guide: ").append(title).append('\n');
        if (parts.stream().allMatch(part -> part.sentences().isEmpty())) {
            text.append('\n')
                    .append(
                            korean
                                    ? "매뉴얼에서 이 불량에 대한 내용을 찾지 못했습니다. 담당 엔지니어에게 확인하십시오."
                                    : "The manuals say nothing about this defect. Ask the engineer in charge.")
                    .append('\n');
            return text.toString();
        }
        for (GuidePart part : parts) {
            text.append('\n')
                    .append('[')
                    .append(part.section().heading(language))
                    .append("]\n");
            if (part.sentences().isEmpty()) {
                text.append(korean ? "매뉴얼에 해당 내용이 없습니다." : "The manuals say nothing about this.")
                        .append('\n');
            }
            part.sentences().forEach(this::write);
        }
        text.append('\n').append(korean ? "[근거]" : "[Sources]").append('\n');
        numbers.forEach(this::write);
        return text.toString();
    }

    private void write(GuideSentence sentence) {
        text.append("- ").append(sentence.text().replace('\n', ' '));
        List<Integer> cited = new ArrayList<>();
        for (Citation citation : sentence.citations()) {
            int number = numbers.computeIfAbsent(Place.of(citation), place -> numbers.size() + 1);
            if (!cited.contains(number)) {
                cited.add(number);
            }
        }
        cited.forEach(number -> text.append(" [").append(number).append(']'));
        text.append('\n');
    }

    private void write(Place place, int number) {
        text.append('[').append(number).append("] ").append(place.manual());
        text.append(
                korean
                        ? " (개정 " + place.revision() + ") " + place.page() + "쪽"
                        : " (revision " + place.revision() + "), page " + place.page());
        if (!place.headings().isEmpty()) {
            text.append(": ").append(String.join(" > ", place.headings()));
        }
        text.append('\n');
    }
}
