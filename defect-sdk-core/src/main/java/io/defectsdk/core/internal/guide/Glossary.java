package io.defectsdk.core.internal.guide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Words that mean the same, Korean and English. Immutable.
 *
 * @param groups normalised words, those of one group mean the same
 */
public record Glossary(List<List<String>> groups) {
    /** Copies the lists. */
    public Glossary {
        groups = groups.stream().map(List::copyOf).toList();
    }

    /** Groups as people write them. */
    public static Glossary of(Collection<List<String>> groups) {
        List<List<String>> normalised = new ArrayList<>();
        for (List<String> group : groups) {
            normalised.add(group.stream()
                    .map(Terms::normalised)
                    .filter(word -> !word.isEmpty())
                    .distinct()
                    .toList());
        }
        return new Glossary(normalised);
    }

    /** These groups, and then others. */
    public Glossary with(Glossary other) {
        List<List<String>> all = new ArrayList<>(groups);
        all.addAll(other.groups);
        return new Glossary(all);
    }

    /** All words that mean the same as one of these, these first. */
    Set<String> synonyms(Collection<String> words) {
        Set<String> all = new LinkedHashSet<>();
        words.forEach(word -> all.add(Terms.normalised(word)));
        Set<String> given = Set.copyOf(all);
        groups.stream()
                .filter(group -> group.stream().anyMatch(given::contains))
                .forEach(all::addAll);
        return all;
    }

    /** What a text says in other words: the other words of each group of which it names one. */
    Set<String> expansions(String text) {
        String normalised = Terms.normalised(text);
        Set<String> others = new LinkedHashSet<>();
        for (List<String> group : groups) {
            List<String> named = group.stream()
                    .filter(word -> Terms.find(normalised, word) >= 0)
                    .toList();
            if (!named.isEmpty()) {
                group.stream().filter(word -> !named.contains(word)).forEach(others::add);
            }
        }
        return others;
    }
}
