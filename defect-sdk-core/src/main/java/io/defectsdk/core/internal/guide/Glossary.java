package io.defectsdk.core.internal.guide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/**
 * Words that mean the same, Korean and English. Immutable.
 *
 * @param groups those of one group mean the same
 */
public record Glossary(List<Group> groups) {
    /** Copies the list. */
    public Glossary {
        groups = List.copyOf(groups);
    }

    /** What a group's words name. */
    public enum Kind {
        /** A defect. */
        DEFECT,
        /** Something of the trade: a machine, a material, a process. */
        TERM,
        /** Something that everyone talks of: a colour, a shape, a place. */
        WORD
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
        return new Glossary(groups.stream().map(words -> Group.of(kind, words)).toList());
    }

    /** These groups, and then others. */
    public Glossary with(Glossary other) {
        List<Group> all = new ArrayList<>(groups);
        all.addAll(other.groups);
        return new Glossary(all);
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
        Set<String> others = new LinkedHashSet<>();
        named(text).forEach((group, named) -> groups.get(group).words().stream()
                .filter(word -> !named.contains(word))
                .forEach(others::add));
        return others;
    }

    /** Words for defects that a text names, each group's by itself. */
    List<Group> defects(String text) {
        return named(text).keySet().stream()
                .map(groups::get)
                .filter(group -> group.kind() == Kind.DEFECT)
                .toList();
    }

    /** The words of each group, by its number, that a text names; a word within a longer one ('구멍' in '볼트 구멍') does not count. */
    private Map<Integer, Set<String>> named(String text) {
        String normalised = Term.normalised(text);
        List<Place> places = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            for (Term term : groups.get(group).terms) {
                for (MatchResult match : term.places(normalised)) {
                    places.add(new Place(match.start(), match.end(), group, term.text()));
                }
            }
        }
        return places.stream()
                .filter(place -> places.stream().noneMatch(place::isWithin))
                .collect(Collectors.groupingBy(
                        Place::group,
                        TreeMap::new,
                        Collectors.mapping(Place::word, Collectors.toCollection(LinkedHashSet::new))));
    }

    private record Place(int start, int end, int group, String word) {
        boolean isWithin(Place other) {
            return other.start <= start && other.end >= end && other.end - other.start > end - start;
        }
    }
}
