package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.GuideSection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Words by which manuals say what follows: '발생 원인', 'Corrective action'. */
final class SectionWords {
    /** Longer headings name a subject of their own. */
    private static final int LONGEST = 40;

    private static final Map<GuideSection, List<String>> WORDS = new EnumMap<>(Map.of(
            GuideSection.SITUATION,
            List.of(
                    "상황",
                    "증상",
                    "현상",
                    "판정",
                    "정의",
                    "개요",
                    "특징",
                    "형태",
                    "외관",
                    "symptom",
                    "situation",
                    "appearance",
                    "description",
                    "definition",
                    "criteria",
                    "overview"),
            GuideSection.CAUSE,
            List.of("원인", "요인", "cause", "why", "reason"),
            GuideSection.ACTION,
            List.of(
                    "조치",
                    "대응",
                    "대책",
                    "처치",
                    "해결",
                    "수정",
                    "action",
                    "countermeasure",
                    "remedy",
                    "response",
                    "solution",
                    "what to do",
                    "fix"),
            GuideSection.PREVENTION,
            List.of("예방", "재발", "방지", "prevention", "preventive", "prevent")));

    private SectionWords() {}

    /** What a heading announces, if it does nothing else: the word that comes first decides ('재발 방지 대책' prevents). */
    static Optional<GuideSection> of(String heading) {
        String text = heading.toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<GuideSection> first = Optional.empty();
        int at = Integer.MAX_VALUE;
        for (Map.Entry<GuideSection, List<String>> section : WORDS.entrySet()) {
            for (String word : section.getValue()) {
                int found = text.indexOf(word);
                if (found >= 0 && found < at) {
                    at = found;
                    first = Optional.of(section.getKey());
                }
            }
        }
        return first;
    }

    /** What a sentence of the form '원인: …' announces. */
    static Optional<GuideSection> ofPrefix(String sentence) {
        int colon = sentence.indexOf(':');
        int wide = sentence.indexOf('：');
        int end = colon < 0 ? wide : wide < 0 ? colon : Math.min(colon, wide);
        return end <= 0 || end > 20 ? Optional.empty() : of(sentence.substring(0, end));
    }
}
