package io.defectsdk.postgres.internal.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import io.defectsdk.guide.ManualIndexSummary.ManualOutcome;
import io.defectsdk.guide.ManualIndexSummary.UnreadablePage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a {@link ManualIndexSummary} lies in {@code manual_indexes.summary}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredManualIndex(
        int passages,
        int sentences,
        @Nullable String encoder,
        @Nullable String encoderSha256,
        int dimension,
        int embedded,
        int unknownPieces,
        int cutOff,
        List<StoredManual> manuals) {
    private static final String COLUMN = "manual_indexes.summary";

    /** A manual in it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StoredManual(
            long id,
            String name,
            int revision,
            int pages,
            int passages,
            List<UnreadablePage> unreadable,
            int unreadablePages,
            @Nullable String failure) {
        static StoredManual of(ManualOutcome manual) {
            return new StoredManual(
                    manual.manualId(),
                    manual.name(),
                    manual.revision(),
                    manual.pages(),
                    manual.passages(),
                    manual.unreadable(),
                    manual.unreadablePages(),
                    manual.failure().orElse(null));
        }

        ManualOutcome outcome() {
            return new ManualOutcome(
                    id, name, revision, pages, passages, unreadable, unreadablePages, Optional.ofNullable(failure));
        }
    }

    static StoredManualIndex of(ManualIndexSummary summary) {
        return new StoredManualIndex(
                summary.passages(),
                summary.sentences(),
                summary.encoder().map(EncoderName::id).orElse(null),
                summary.encoder().map(EncoderName::sha256).orElse(null),
                summary.dimension(),
                summary.embedded(),
                summary.unknownPieces(),
                summary.cutOff(),
                summary.manuals().stream().map(StoredManual::of).toList());
    }

    static ManualIndexSummary read(String json) {
        StoredManualIndex stored = Json.read(COLUMN, json, StoredManualIndex.class);
        try {
            return new ManualIndexSummary(
                    stored.passages,
                    stored.sentences,
                    stored.encoder == null || stored.encoderSha256 == null
                            ? Optional.empty()
                            : Optional.of(new EncoderName(stored.encoder, stored.encoderSha256)),
                    stored.dimension,
                    stored.embedded,
                    stored.unknownPieces,
                    stored.cutOff,
                    stored.manuals.stream().map(StoredManual::outcome).toList());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Json.unreadable(COLUMN, e);
        }
    }
}
