package io.defectsdk.postgres.internal.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.defectsdk.similarity.TypeVote;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a {@link TypeVote} lies in {@code search_history.vote}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredVote(
        TypeVote.Outcome outcome, @Nullable String defectCode, double confidence, List<TypeVote.Share> shares) {
    private static final String COLUMN = "search_history.vote";

    static String write(TypeVote vote) {
        return Json.write(
                new StoredVote(vote.outcome(), vote.defectCode().orElse(null), vote.confidence(), vote.shares()));
    }

    static TypeVote read(String json) {
        StoredVote vote = Json.read(COLUMN, json, StoredVote.class);
        try {
            return new TypeVote(vote.outcome, Optional.ofNullable(vote.defectCode), vote.confidence, vote.shares);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Json.unreadable(COLUMN, e);
        }
    }
}
