package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * What an index of manuals is made of, in figures. Immutable.
 *
 * @param passages that can be found and cited
 * @param sentences that these hold
 * @param encoder what their embeddings are made by; empty if they are found by words alone
 * @param dimension of the embeddings; 0 if there are none
 * @param embedded sentences whose embedding was made anew; those of the others were taken over from the index before
 * @param unknownPieces pieces of words that the encoder does not know, in all sentences
 * @param cutOff sentences of which the encoder saw only the beginning
 * @param manuals what came of each manual, in the order of their names
 */
public record ManualIndexSummary(
        int passages,
        int sentences,
        Optional<EncoderName> encoder,
        int dimension,
        int embedded,
        int unknownPieces,
        int cutOff,
        List<ManualOutcome> manuals) {
    /** Checks the figures and copies the list. */
    public ManualIndexSummary {
        requireNonNull(encoder, "encoder");
        Checks.inRange(passages, "passages", 0, Integer.MAX_VALUE);
        Checks.inRange(sentences, "sentences", 0, Integer.MAX_VALUE);
        Checks.inRange(dimension, "dimension", 0, 65_536);
        Checks.inRange(embedded, "embedded", 0, sentences);
        Checks.inRange(unknownPieces, "unknownPieces", 0, Integer.MAX_VALUE);
        Checks.inRange(cutOff, "cutOff", 0, sentences);
        manuals = List.copyOf(manuals);
    }

    /**
     * An encoder of sentences.
     *
     * @param id its id
     * @param sha256 its hash, 64 lower-case hexadecimal digits
     */
    public record EncoderName(String id, String sha256) {
        /** Checks that both are there. */
        public EncoderName {
            requireNonNull(id, "id");
            requireNonNull(sha256, "sha256");
        }
    }

    /**
     * What came of a manual.
     *
     * @param manualId the manual
     * @param name its file name
     * @param revision its revision
     * @param pages it has
     * @param passages of it that can be found and cited
     * @param unreadable pages that cannot be cited, at most {@value #MAX_UNREADABLE} of them
     * @param unreadablePages how many there are
     * @param failure why nothing of it could be read, where that is so
     */
    public record ManualOutcome(
            long manualId,
            String name,
            int revision,
            int pages,
            int passages,
            List<UnreadablePage> unreadable,
            int unreadablePages,
            Optional<String> failure) {
        /** So many pages are listed. */
        public static final int MAX_UNREADABLE = 100;

        /** Copies the list. */
        public ManualOutcome {
            requireNonNull(name, "name");
            requireNonNull(failure, "failure");
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * A page that cannot be cited.
     *
     * @param page its number, from 1
     * @param quality what it is
     * @param reason why, in words
     */
    public record UnreadablePage(int page, PageQuality quality, String reason) {
        /** Checks that all is there. */
        public UnreadablePage {
            requireNonNull(quality, "quality");
            requireNonNull(reason, "reason");
        }
    }
}
