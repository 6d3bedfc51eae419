package io.defectsdk.core.internal.guide;

import static java.util.Objects.requireNonNull;

import io.defectsdk.DefectSdkException;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.Product;
import io.defectsdk.core.internal.guide.IndexedPassage.Meaning;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.core.internal.storage.RecipeContents;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.deployment.ManualIndexDeployment;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import io.defectsdk.guide.ManualIndexSummary.ManualOutcome;
import io.defectsdk.guide.Passage;
import io.defectsdk.spi.ManualReader;
import io.defectsdk.spi.SentenceEncoder;
import io.defectsdk.spi.SentenceEncoder.EmbeddedText;
import io.defectsdk.spi.SentenceEncoder.Purpose;
import io.defectsdk.spi.Stores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an index of a product's manuals: reads them, cuts them into passages, and embeds the sentences that are new. Thread-safe. */
public final class ManualIndexMaker {
    private static final Logger LOG = LoggerFactory.getLogger(ManualIndexMaker.class);

    /** Sentences embedded by one call of an encoder on a server; each is embedded alone by one in the process. */
    private static final int TOGETHER = 16;

    private final Stores stores;
    private final RecipeContents contents;
    private final VerifiedContent files;
    private final ManualReader reader;
    private final SentenceEncoders encoders;
    private final Glossary glossary;

    /** From its parts. */
    ManualIndexMaker(
            Stores stores,
            RecipeContents contents,
            VerifiedContent files,
            ManualReader reader,
            SentenceEncoders encoders,
            Glossary glossary) {
        this.stores = stores;
        this.contents = contents;
        this.files = files;
        this.reader = reader;
        this.encoders = encoders;
        this.glossary = glossary;
    }

    /** Told how far it is; what it throws ends it. */
    public interface Progress {
        /** So many pages of all manuals were gone through. */
        void read(int done, int total);

        /** So many sentences are embedded. */
        void embedded(int done, int total);
    }

    /**
     * What was made.
     *
     * @param content the index
     * @param summary what it is made of
     */
    public record Made(ManualIndexContent content, ManualIndexSummary summary) {}

    /**
     * Makes an index.
     *
     * @throws DeploymentException {@code DEPLOYMENT_FAILED} if there is nothing to be indexed, and what progress throws
     */
    public Made make(ManualIndexDeployment request, Progress progress) {
        progress.read(0, 1); // it may have been cancelled by now
        String code = request.productCode();
        Product product =
                stores.products().find(code).orElseThrow(() -> stores.products().unknown(code));
        List<DefectType> types = stores.defectTypes().list(code).stream()
                .filter(DefectType::active)
                .toList();
        DefectNames names = DefectNames.of(types, glossary);
        List<Passage> passages = new ArrayList<>();
        List<ManualOutcome> outcomes = new ArrayList<>();
        read(code, names, progress, passages, outcomes);
        requireSome(code, passages, outcomes);
        Optional<SentenceEncoder> encoder =
                request.byMeaning() ? encoders.forIndex(request.encoder()) : Optional.empty();
        List<List<String>> texts = passages.stream()
                .map(passage -> PassageText.embedded(passage, product.name(), types))
                .toList();
        return encoder.map(by -> byMeaning(by, code, passages, texts, outcomes, progress))
                .orElseGet(() -> byWords(passages, outcomes));
    }

    private void read(
            String code, DefectNames names, Progress progress, List<Passage> passages, List<ManualOutcome> outcomes) {
        ManualTexts texts = new ManualTexts(files, reader);
        List<Manual> manuals =
                stores.manuals().list(code).stream().filter(Manual::active).toList();
        int before = 0;
        for (Manual manual : manuals) {
            int done = before;
            int[] total = {0};
            ManualTexts.Cut cut = texts.cut(manual, names, (pages, all) -> {
                total[0] = all;
                progress.read(done + pages, done + all);
            });
            before += total[0];
            passages.addAll(cut.passages());
            outcomes.add(cut.outcome());
            cut.outcome()
                    .failure()
                    .ifPresent(reason ->
                            LOG.warn("the manual '{}' of '{}' is left out: {}", manual.fileName(), code, reason));
        }
    }

    private static void requireSome(String code, List<Passage> passages, List<ManualOutcome> outcomes) {
        if (!passages.isEmpty()) {
            return;
        }
        String why = outcomes.isEmpty()
                ? "'" + code + "' has none that is not retired: add some with manuals().add(NewManual.of(...))"
                : "nothing in the " + outcomes.size() + " of '" + code + "' can be read; the first, '"
                        + outcomes.get(0).name() + "': " + reason(outcomes.get(0));
        throw new DeploymentException(
                ErrorCode.DEPLOYMENT_FAILED, "an index is made of the product's manuals, but " + why, null);
    }

    private static String reason(ManualOutcome outcome) {
        return outcome.failure().orElseGet(() -> outcome.unreadable().stream()
                .findFirst()
                .map(page -> "page " + page.page() + " is " + page.quality() + ", " + page.reason())
                .orElse("it holds no text"));
    }

    private Made byWords(List<Passage> passages, List<ManualOutcome> outcomes) {
        return new Made(
                new ManualIndexContent(
                        reader.version(),
                        Optional.empty(),
                        0,
                        passages.stream()
                                .map(passage -> new IndexedPassage(passage, List.of()))
                                .toList()),
                new ManualIndexSummary(passages.size(), sentences(passages), Optional.empty(), 0, 0, 0, 0, outcomes));
    }

    private static int sentences(List<Passage> passages) {
        return passages.stream().mapToInt(passage -> passage.sentences().size()).sum();
    }

    /** @param texts what is embedded of each passage, see {@link PassageText#embedded} */
    private Made byMeaning(
            SentenceEncoder encoder,
            String code,
            List<Passage> passages,
            List<List<String>> texts,
            List<ManualOutcome> outcomes,
            Progress progress) {
        EncoderName name =
                new EncoderName(encoder.encoder().id(), encoder.encoder().sha256());
        Map<String, Meaning> known = known(code, name);
        int embedded = embedMissing(encoder, texts, known, progress);
        List<IndexedPassage> indexed = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            indexed.add(new IndexedPassage(
                    passages.get(i),
                    texts.get(i).stream()
                            .map(text -> requireNonNull(known.get(hash(text)), "an embedding of each sentence"))
                            .toList()));
        }
        List<Meaning> all =
                indexed.stream().flatMap(passage -> passage.meanings().stream()).toList();
        int dimension = encoder.encoder().dimension();
        return new Made(
                new ManualIndexContent(reader.version(), Optional.of(name), dimension, indexed),
                new ManualIndexSummary(
                        passages.size(),
                        all.size(),
                        Optional.of(name),
                        dimension,
                        embedded,
                        all.stream().mapToInt(Meaning::unknownPieces).sum(),
                        (int) all.stream().filter(Meaning::cutOff).count(),
                        outcomes));
    }

    /** Embeds what is not known yet, each text once, and adds it. */
    private static int embedMissing(
            SentenceEncoder encoder, List<List<String>> texts, Map<String, Meaning> known, Progress progress) {
        List<String> all = texts.stream().flatMap(List::stream).distinct().toList();
        List<String> missing =
                all.stream().filter(text -> !known.containsKey(hash(text))).toList();
        int before = all.size() - missing.size();
        progress.embedded(before, all.size());
        for (int from = 0; from < missing.size(); from += TOGETHER) {
            List<String> some = missing.subList(from, Math.min(missing.size(), from + TOGETHER));
            List<EmbeddedText> embedded = encoder.embed(some, Purpose.PASSAGE);
            for (int i = 0; i < some.size(); i++) {
                EmbeddedText text = embedded.get(i);
                String sha256 = hash(some.get(i));
                known.put(sha256, new Meaning(sha256, text.embedding(), text.unknownPieces(), text.cutOff()));
            }
            progress.embedded(before + from + some.size(), all.size());
        }
        return missing.size();
    }

    /** Embeddings of the active index, by what they are of; none where it is damaged or of another encoder. */
    private Map<String, Meaning> known(String code, EncoderName encoder) {
        Map<String, Meaning> known = new HashMap<>();
        try {
            stores.manualIndexes()
                    .active(code)
                    .map(index ->
                            ManualIndexCodec.decode(contents.get(RecipeContents.Kind.MANUAL_INDEX, index.sha256())))
                    .filter(content -> content.encoder().equals(Optional.of(encoder)))
                    .ifPresent(content -> content.passages().forEach(passage -> passage.meanings()
                            .forEach(meaning -> known.put(meaning.embeddedSha256(), meaning))));
        } catch (DefectSdkException e) {
            if (e.retryable()) {
                throw e;
            }
            LOG.warn(
                    "the index of manuals of '{}' before this one cannot be read, so all is embedded anew: {}",
                    code,
                    e.getMessage());
        }
        return known;
    }

    private static String hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
