package io.defectsdk.guide;

/** What a sentence of a manual, or of a guide, speaks of. */
public enum GuideSection {
    /** What the defect looks like, and when it is one (상황). */
    SITUATION,
    /** Where it comes from (원인). */
    CAUSE,
    /** What to do now (조치). */
    ACTION,
    /** How to keep it from coming back (예방). */
    PREVENTION;

    /** What it is called in a guide. */
    public String heading(GuideLanguage language) {
        boolean korean = language == GuideLanguage.KOREAN;
        return switch (this) {
            case SITUATION -> korean ? "상황" : "Situation";
            case CAUSE -> korean ? "원인" : "Cause";
            case ACTION -> korean ? "조치" : "Action";
            case PREVENTION -> korean ? "예방" : "Prevention";
        };
    }
}
