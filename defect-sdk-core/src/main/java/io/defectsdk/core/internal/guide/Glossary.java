package io.defectsdk.core.internal.guide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;

/**
 * Words that mean the same, Korean and English. Immutable.
 *
 * @param groups those of one group mean the same
 * @param empty words that say nothing of what is asked ('how', '어떻게'), as they are looked up
 */
public record Glossary(List<Group> groups, Set<String> empty) {
    /** Copies list and set. */
    public Glossary {
        groups = List.copyOf(groups);
        empty = Set.copyOf(empty);
    }

    /** What a group's words name. */
    public enum Kind {
        /** A defect. */
        DEFECT,
        /** Something of the trade: a machine, a material, a process. */
        TERM,
        /** Something that everyone talks of: a colour, a shape, a place. */
        WORD,
        /** What tells that something else is asked: other materials and goods, and what a plant talks of beside defects, as orders and wages. */
        FOREIGN
    }

    /** Words that mean the same. Immutable. */
    public static final class Group {
        private final Kind kind;
        private final List<Term> terms;

        private Group(Kind kind, Collection<String> words) {
            this.kind = kind;
            this.terms = words.stream()
                    .map(Term::normalised)
                    .filter(word -> !word.isEmpty())
                    .distinct()
                    .map(Term::of)
                    .toList();
        }

        /** As people write them. */
        public static Group of(Kind kind, Collection<String> words) {
            return new Group(kind, words);
        }

        Kind kind() {
            return kind;
        }

        /** Normalised, in order. */
        List<String> words() {
            return terms.stream().map(Term::text).toList();
        }

        /** Whether a normalised text holds one of the words, in a longer one or not. */
        boolean isIn(String normalised) {
            return terms.stream().anyMatch(term -> term.isIn(normalised));
        }
    }

    /** Groups as people write them. */
    public static Glossary of(Kind kind, Collection<List<String>> groups) {
        return new Glossary(groups.stream().map(words -> Group.of(kind, words)).toList(), Set.of());
    }

    /** These groups, and then others. */
    public Glossary with(Glossary other) {
        List<Group> all = new ArrayList<>(groups);
        all.addAll(other.groups);
        Set<String> nothing = new HashSet<>(empty);
        nothing.addAll(other.empty);
        return new Glossary(all, nothing);
    }

    /** All words that mean the same as one of these, these first. */
    Set<String> synonyms(Collection<String> words) {
        Set<String> all = new LinkedHashSet<>();
        words.forEach(word -> all.add(Term.normalised(word)));
        Set<String> given = Set.copyOf(all);
        for (Group group : groups) {
            if (group.words().stream().anyMatch(given::contains)) {
                all.addAll(group.words());
            }
        }
        return all;
    }

    /** What a text says in other words: the other words of each group of which it names one. */
    Set<String> expansions(String text) {
        Map<Group, Set<String>> named = new LinkedHashMap<>();
        for (Mention mention : mentions(text)) {
            named.computeIfAbsent(mention.group(), none -> new HashSet<>()).add(mention.word());
        }
        Set<String> others = new LinkedHashSet<>();
        named.forEach((group, words) ->
                group.words().stream().filter(word -> !words.contains(word)).forEach(others::add));
        return others;
    }

    /**
     * Where a text names a group.
     *
     * @param start in the normalised text
     * @param end exclusive
     * @param word the word by which it does
     */
    record Mention(Group group, String word, int start, int end) {
        private boolean isWithin(Mention other) {
            return other.start <= start && other.end >= end && other.end - other.start > end - start;
        }
    }

    /** What a text names, in the groups' order; a word within a longer one ('구멍' in '볼트 구멍') does not count. */
    List<Mention> mentions(String text) {
        String normalised = Term.normalised(text);
        List<Mention> all = new ArrayList<>();
        for (Group group : groups) {
            for (Term term : group.terms) {
                for (MatchResult match : term.places(normalised)) {
                    all.add(new Mention(group, term.text(), match.start(), match.end()));
                }
            }
        }
        return all.stream()
                .filter(mention -> all.stream().noneMatch(mention::isWithin))
                .toList();
    }
}
