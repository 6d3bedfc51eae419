package io.defectsdk.core.internal.guide;

import io.defectsdk.core.internal.guide.GuideExtract.Candidate;
import io.defectsdk.guide.GuideSection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What nobody may leave out of an instruction, or put in another order: numbered steps, prohibitions and warnings. */
final class Steps {
    private static final Pattern NUMBERED = Pattern.compile(
            "^\\s*(?:\\(?\\d{1,2}[.)]|[①-⑳]|[가-하][.)]|(?i:step)\\s*\\d+|\\d+\\s*단계)\\s*.*", Pattern.DOTALL);

    private Steps() {}

    static boolean isNumbered(String sentence) {
        return NUMBERED.matcher(sentence).matches();
    }

    /**
     * What was chosen for a section, with what must not be missing beside it. Headings stand in the order in which they were chosen; what
     * stands under one heading keeps the manual's order.
     */
    static List<Candidate> kept(List<Candidate> chosen, GuideSection section, List<Candidate> all) {
        Map<String, Set<Candidate>> byPlace = new LinkedHashMap<>();
        Set<String> numbered = new HashSet<>();
        for (Candidate candidate : chosen) {
            add(byPlace, candidate);
            if (isNumbered(candidate.sentence().text())) {
                numbered.add(place(candidate));
            }
        }
        for (Candidate candidate : all) {
            String text = candidate.sentence().text();
            boolean step = numbered.contains(place(candidate)) && isNumbered(text);
            if (candidate.section() == section && (step || Negations.forbidsOrWarns(text))) {
                add(byPlace, candidate);
            }
        }
        return byPlace.values().stream()
                .flatMap(some -> some.stream().sorted(Comparator.comparingInt(candidate -> number(all, candidate))))
                .toList();
    }

    private static void add(Map<String, Set<Candidate>> byPlace, Candidate candidate) {
        byPlace.computeIfAbsent(place(candidate), id -> new LinkedHashSet<>()).add(candidate);
    }

    /** What stands under one heading belongs together, in however many passages. */
    static String place(Candidate candidate) {
        return candidate.passage().manualId() + "\n"
                + String.join("\n", candidate.passage().headings());
    }

    private static int number(List<Candidate> all, Candidate candidate) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).sentence().equals(candidate.sentence())
                    && all.get(i).passage().id().equals(candidate.passage().id())) {
                return i;
            }
        }
        return all.size();
    }
}
