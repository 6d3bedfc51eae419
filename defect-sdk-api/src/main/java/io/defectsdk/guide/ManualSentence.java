package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A sentence, an item of a list or a row of a table, word for word as the manual has it: the smallest thing that is cited. Immutable.
 *
 * @param section what it speaks of, where the manual says so
 * @param page the page it stands on, from 1
 * @param start where it begins in the page's text, in {@code char}s
 * @param end where it ends there, exclusive
 * @param text its words, not blank
 * @param areas where it stands on the page, one rectangle a line; empty where the format knows no pages (DOCX)
 */
public record ManualSentence(
        Optional<GuideSection> section, int page, int start, int end, String text, List<PageArea> areas) {
    /** Checks the ranges, and copies the list. */
    public ManualSentence {
        requireNonNull(section, "section");
        areas = List.copyOf(areas);
        if (text.isBlank()) {
            throw new IllegalArgumentException("a sentence says something, but this one is blank");
        }
        if (page < 1 || start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "a sentence stands on a page from 1 on, and in a range that is not empty,"
                            + " but this one is on page " + page + " from " + start + " to " + end);
        }
    }
}
