package io.defectsdk.guide;

/** Whether a manual's page can be cited. */
public enum PageQuality {
    /** Its text was read. */
    READABLE,
    /** There is nothing on it. */
    EMPTY,
    /** It is a picture, with no text, or hardly any, behind it: a scan that needs character recognition first. */
    SCANNED,
    /** Its text cannot be trusted: a font does not say which characters its glyphs stand for. */
    GARBLED
}
