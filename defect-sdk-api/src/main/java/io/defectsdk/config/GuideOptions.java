package io.defectsdk.config;

import io.defectsdk.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/** How response guides are made. Immutable. */
public final class GuideOptions {
    private static final GuideOptions DEFAULTS = new GuideOptions(List.of(), 2, 256);

    private final List<List<String>> synonyms;
    private final int modelCalls;
    private final int cachedGuides;

    private GuideOptions(List<List<String>> synonyms, int modelCalls, int cachedGuides) {
        this.synonyms = synonyms;
        this.modelCalls = modelCalls;
        this.cachedGuides = cachedGuides;
    }

    /** No synonyms of the host's, two calls of the language model at a time, 256 guides in the cache. */
    public static GuideOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same with words that mean the same in this plant, Korean or English, beside the packaged glossary and the catalogue's names; two or more, each
     * 1 to 100 characters. They count where manuals are searched, and when an index of manuals is made.
     */
    public GuideOptions synonyms(String... words) {
        if (words.length < 2) {
            throw new IllegalArgumentException(
                    "synonyms are two words or more that mean the same, but " + words.length + " were given");
        }
        List<List<String>> all = new ArrayList<>(synonyms);
        all.add(List.of(words).stream()
                .map(word -> Checks.text(word, "synonym", 100))
                .toList());
        return new GuideOptions(List.copyOf(all), modelCalls, cachedGuides);
    }

    /** The same with so many calls of the language model at a time, 1 to 64; a guide that gets no turn in half of its time is extractive. */
    public GuideOptions modelCalls(int atATime) {
        return new GuideOptions(synonyms, Checks.inRange(atATime, "modelCalls", 1, 64), cachedGuides);
    }

    /** The same with so many guides in the cache, 0 to 100,000; 0 makes each anew. */
    public GuideOptions cachedGuides(int count) {
        return new GuideOptions(synonyms, modelCalls, Checks.inRange(count, "cachedGuides", 0, 100_000));
    }

    /** Groups of words that mean the same. */
    public List<List<String>> synonyms() {
        return synonyms;
    }

    /** Calls of the language model at a time. */
    public int modelCalls() {
        return modelCalls;
    }

    /** Guides in the cache. */
    public int cachedGuides() {
        return cachedGuides;
    }
}
