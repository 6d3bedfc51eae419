package io.defectsdk.core.internal.guide;

import io.defectsdk.catalog.DefectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a product's defect types are called: code, names, parts of names, and the glossary's words for each. Immutable. */
public final class DefectNames {
    /** '오염·얼룩', '금속 이물 오염/찌름', 'dent, bump' name several things. */
    private static final String APART = "[·/,;()\\[\\]|]";

    private final Map<String, Set<String>> namesByCode;

    private DefectNames(Map<String, Set<String>> namesByCode) {
        this.namesByCode = namesByCode;
    }

    /** Of these types, {@code normal} aside. */
    public static DefectNames of(Collection<DefectType> types, Glossary glossary) {
        Map<String, Set<String>> names = new TreeMap<>();
        for (DefectType type : types) {
            if (!type.code().equals(DefectType.NORMAL)) {
                List<String> given = new ArrayList<>(List.of(type.code()));
                given.addAll(parts(type.nameKo()));
                type.nameEn().ifPresent(name -> given.addAll(parts(name)));
                type.fullNameKo().ifPresent(name -> given.addAll(parts(name)));
                names.put(type.code(), glossary.synonyms(given));
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
        return namesByCode.getOrDefault(code, Set.of());
    }

    /** The type that a heading or a table's cell names: by the longest name, the first one where several are as long. */
    Optional<String> named(String text) {
        String normalised = Terms.normalised(text);
        String best = null;
        int longest = 0;
        int first = 0;
        for (Map.Entry<String, Set<String>> type : namesByCode.entrySet()) {
            for (String name : type.getValue()) {
                int at = Terms.find(normalised, name);
                if (at >= 0 && (name.length() > longest || (name.length() == longest && at < first))) {
                    best = type.getKey();
                    longest = name.length();
                    first = at;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** All types that a text names, by code, with the names by which it does. */
    Map<String, List<String>> allNamed(String text) {
        String normalised = Terms.normalised(text);
        Map<String, List<String>> named = new LinkedHashMap<>();
        namesByCode.forEach((code, names) -> {
            List<String> found = names.stream()
                    .filter(name -> Terms.find(normalised, name) >= 0)
                    .toList();
            if (!found.isEmpty()) {
                named.put(code, found);
            }
        });
        return named;
    }
}
