package io.defectsdk.guide;

/** In which language a guide is given. */
public enum GuideLanguage {
    /** 한국어. */
    KOREAN,
    /** English. */
    ENGLISH
}
