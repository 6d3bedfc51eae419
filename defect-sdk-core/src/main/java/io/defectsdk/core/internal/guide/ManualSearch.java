package io.defectsdk.core.internal.guide;

import io.defectsdk.InferenceException;
import io.defectsdk.guide.ManualQuery;
import io.defectsdk.guide.ManualSearchResult;
import io.defectsdk.spi.SentenceEncoder;
import io.defectsdk.spi.SentenceEncoder.EmbeddedText;
import io.defectsdk.spi.SentenceEncoder.Purpose;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Searches the manuals of one product or several. Thread-safe. */
final class ManualSearch {
    private final ActiveManuals manuals;
    private final SentenceEncoders encoders;
    private final Retriever retriever;

    ManualSearch(ActiveManuals manuals, SentenceEncoders encoders, Glossary glossary) {
        this.manuals = manuals;
        this.encoders = encoders;
        this.retriever = new Retriever(glossary, EnumSet.allOf(Retriever.Use.class));
    }

    /** In the products that are asked for, or all. */
    ManualSearchResult search(ManualQuery query) {
        List<ProductManuals> searched = query.productCodes().isEmpty()
                ? manuals.all()
                : query.productCodes().stream().map(manuals::get).toList();
        if (searched.isEmpty()) {
            throw ActiveManuals.none();
        }
        return search(searched, query);
    }

    /** In these. */
    ManualSearchResult search(List<ProductManuals> searched, ManualQuery query) {
        PassageIndex index = manuals.ready(searched);
        Optional<EmbeddedText> meaning = meaning(index, query.words());
        Retriever.Ranked ranked = retriever.rank(
                index,
                new Retriever.Query(
                        query.words(),
                        meaning.map(EmbeddedText::embedding),
                        query.defectCode(),
                        query.manualIds().isEmpty()
                                ? Optional.empty()
                                : Optional.of(among(index, Set.copyOf(query.manualIds())))),
                query.limit());
        double confidence = ranked.evidence().map(Confidence::of).orElse(0.0);
        return new ManualSearchResult(
                ranked.passages(),
                confidence,
                confidence >= Confidence.ANSWERED,
                meaning.isPresent(),
                meaning.map(EmbeddedText::unknownPieces).orElse(0));
    }

    private static Set<Integer> among(PassageIndex index, Set<Long> manualIds) {
        Set<Integer> among = new HashSet<>();
        for (int number = 0; number < index.size(); number++) {
            if (manualIds.contains(index.passage(number).manualId())) {
                among.add(number);
            }
        }
        return among;
    }

    /** A server of embeddings that is away, and an encoder that fails, leave words. */
    private Optional<EmbeddedText> meaning(PassageIndex index, String words) {
        Optional<SentenceEncoder> encoder = index.encoder().flatMap(encoders::of);
        try {
            return encoder.map(by ->
                    by.embed(List.of(retriever.embedded(words)), Purpose.QUERY).get(0));
        } catch (InferenceException e) {
            encoders.say(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
