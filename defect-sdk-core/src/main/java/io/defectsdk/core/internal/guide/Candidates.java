package io.defectsdk.core.internal.guide;

import io.defectsdk.core.internal.guide.GuideExtract.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sentences that a language model may choose from, by ids that mean nothing outside one request. Immutable.
 *
 * @param byId ids such as {@code S1}, in the manuals' order
 */
record Candidates(Map<String, Candidate> byId) {
    /** More sentences than a small model keeps apart; those of the best passages stay. */
    static final int MOST = 60;

    static Candidates of(List<Candidate> candidates) {
        Map<String, Candidate> byId = new LinkedHashMap<>();
        for (Candidate candidate : candidates.subList(0, Math.min(MOST, candidates.size()))) {
            byId.put("S" + (byId.size() + 1), candidate);
        }
        return new Candidates(byId);
    }

    List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    Optional<Candidate> find(String id) {
        return Optional.ofNullable(byId.get(id.strip()));
    }

    List<Candidate> all() {
        return List.copyOf(byId.values());
    }
}
