package io.defectsdk.core.internal.guide;

import io.defectsdk.catalog.DefectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/** What a product's defect types are called: code, names, parts of names, and the glossary's words for each. Immutable. */
public final class DefectNames {
    /** '오염·얼룩', '금속 이물 오염/찌름', 'dent, bump' name several things. */
    private static final String APART = "[·/,;()\\[\\]|]";

    /** A name that the catalogue gives counts for more than any that the glossary says means the same. */
    private static final int OWN = 1_000;

    private static final Names NOBODY = new Names(Set.of(), List.of());

    private final Map<String, Names> namesByCode;

    private DefectNames(Map<String, Names> namesByCode) {
        this.namesByCode = namesByCode;
    }

    /** What the catalogue calls a type, and all that means the same, that included. */
    private record Names(Set<String> own, List<Term> all) {
        /** How surely a text names the type: by its longest name; 0 if it does not. */
        int strength(String normalised) {
            int strength = 0;
            for (Term name : all) {
                int weight = name.text().length() + (own.contains(name.text()) ? OWN : 0);
                if (weight > strength && name.isIn(normalised)) {
                    strength = weight;
                }
            }
            return strength;
        }

        /** Where a text first names the type. */
        int first(String normalised) {
            return all.stream()
                    .flatMap(name -> name.places(normalised).stream())
                    .mapToInt(MatchResult::start)
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }
    }

    /** Of these types, {@code normal} aside. */
    public static DefectNames of(Collection<DefectType> types, Glossary glossary) {
        Map<String, Names> names = new TreeMap<>();
        for (DefectType type : types) {
            if (!type.code().equals(DefectType.NORMAL)) {
                List<String> given = new ArrayList<>(List.of(type.code()));
                given.addAll(parts(type.nameKo()));
                type.nameEn().ifPresent(name -> given.addAll(parts(name)));
                type.fullNameKo().ifPresent(name -> given.addAll(parts(name)));
                Set<String> own = given.stream().map(Term::normalised).collect(Collectors.toUnmodifiableSet());
                names.put(
                        type.code(),
                        new Names(
                                own,
                                glossary.synonyms(given).stream().map(Term::of).toList()));
            }
        }
        return new DefectNames(names);
    }

    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>(List.of(name));
        for (String part : name.split(APART, -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    /** What a type is called; nothing for an unknown one. */
    Set<String> names(String code) {
        Names names = namesByCode.get(code);
        return names == null
                ? Set.of()
                : names.all().stream().map(Term::text).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The type that a heading or a table's cell names most surely, the first one where several are named as surely. */
    Optional<String> named(String text) {
        String normalised = Term.normalised(text);
        Map<String, Integer> strengths = strengths(text);
        return strengths.keySet().stream()
                .min(Comparator.comparingInt((String code) -> -strengths.getOrDefault(code, 0))
                        .thenComparingInt(
                                code -> namesByCode.getOrDefault(code, NOBODY).first(normalised))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** All types that a text names, by code, with how surely: by a name of the catalogue before one of the glossary, by a longer one before a shorter one. */
    Map<String, Integer> strengths(String text) {
        String normalised = Term.normalised(text);
        Map<String, Integer> strengths = new TreeMap<>();
        namesByCode.forEach((code, names) -> {
            int strength = names.strength(normalised);
            if (strength > 0) {
                strengths.put(code, strength);
            }
        });
        return strengths;
    }
}
