package io.defectsdk.benchmarks.retrieval;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.benchmarks.BenchmarkModels;
import io.defectsdk.benchmarks.input.UsageException;
import io.defectsdk.benchmarks.metrics.Millis;
import io.defectsdk.benchmarks.retrieval.Mapping.MappedDefect;
import io.defectsdk.benchmarks.retrieval.Mapping.MappedProduct;
import io.defectsdk.benchmarks.retrieval.QueryFile.Question;
import io.defectsdk.benchmarks.retrieval.RetrievalReport.IndexReport;
import io.defectsdk.benchmarks.retrieval.RetrievalReport.Settings;
import io.defectsdk.benchmarks.retrieval.RetrievalReport.Timings;
import io.defectsdk.benchmarks.retrieval.RetrieverScores.Outcome;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.ModelStore;
import io.defectsdk.core.internal.guide.Confidence;
import io.defectsdk.core.internal.guide.DefectNames;
import io.defectsdk.core.internal.guide.Evidence;
import io.defectsdk.core.internal.guide.Glossaries;
import io.defectsdk.core.internal.guide.Glossary;
import io.defectsdk.core.internal.guide.ManualIndexCodec;
import io.defectsdk.core.internal.guide.ManualIndexContent;
import io.defectsdk.core.internal.guide.PassageIndex;
import io.defectsdk.core.internal.guide.ProductManuals;
import io.defectsdk.core.internal.guide.Retriever;
import io.defectsdk.core.internal.guide.Retriever.Use;
import io.defectsdk.deployment.ManualIndexDeployment;
import io.defectsdk.guide.FoundPassage;
import io.defectsdk.guide.GuideRequest;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import io.defectsdk.guide.ManualQuery;
import io.defectsdk.guide.Passage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.spi.LexicalIndexProvider;
import io.defectsdk.spi.LexicalIndexProvider.Analysis;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.SentenceEncoder;
import io.defectsdk.spi.SentenceEncoder.Purpose;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Indexes the manuals the way a host does, and then searches them in several ways. Confined to one thread. */
final class RetrievalRun {
    private static final Actor ENGINEER = Actor.vouched("benchmark", Role.ADMIN);

    /** Passages that are looked at for the reciprocal rank. */
    private static final int DEPTH = 20;

    /** Rounds through the queries that warm code up, and that are timed. */
    private static final int ROUNDS = 2;

    private final DefectSdk sdk;
    private final InMemoryStores stores;
    private final RetrievalOptions options;
    private final Mapping mapping;
    private final Glossary glossary = Glossaries.packaged();
    private final Map<String, ProductManuals> products = new LinkedHashMap<>();
    private final List<IndexReport> indexes = new ArrayList<>();

    RetrievalRun(DefectSdk sdk, InMemoryStores stores, RetrievalOptions options, Mapping mapping) {
        this.sdk = sdk;
        this.stores = stores;
        this.options = options;
        this.mapping = mapping;
    }

    /** What is compared. */
    private record Way(String title, Analysis analysis, Set<Use> uses) {
        private static final Way HYBRID = new Way("hybrid", Analysis.KOREAN, EnumSet.allOf(Use.class));

        /** From the simplest to the one that the SDK searches by. */
        private static final List<Way> ALL = List.of(
                new Way("bm25 standard", Analysis.PLAIN, EnumSet.of(Use.WORDS)),
                new Way("nori", Analysis.KOREAN, EnumSet.of(Use.WORDS)),
                new Way("nori + glossary", Analysis.KOREAN, EnumSet.of(Use.WORDS, Use.GLOSSARY)),
                new Way("dense", Analysis.KOREAN, EnumSet.of(Use.MEANING)),
                new Way("dense + glossary", Analysis.KOREAN, EnumSet.of(Use.MEANING, Use.GLOSSARY)),
                HYBRID);
    }

    RetrievalReport run(QueryFile queries) {
        byProduct().forEach(this::index);
        for (Question question : queries.queries()) {
            if (!products.containsKey(question.product())) {
                throw new UsageException("query '" + question.id() + "' is about the product '" + question.product()
                        + "', but --manuals holds manuals of " + products.keySet());
            }
        }
        Optional<EncoderName> encoder = products.values().iterator().next().encoder();
        List<RetrieverScores> scores = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        LexicalIndexProvider words =
                ServiceLoader.load(LexicalIndexProvider.class).findFirst().orElseThrow();
        for (Way way : Way.ALL) {
            try (PassageIndex all = PassageIndex.of(List.copyOf(products.values()), words, glossary, way.analysis())) {
                Map<String, PassageIndex> own = new LinkedHashMap<>();
                products.forEach((code, product) ->
                        own.put(code, PassageIndex.of(List.of(product), words, glossary, way.analysis())));
                Map<String, Embedding> meanings = way.uses().contains(Use.MEANING) && encoder.isPresent()
                        ? meanings(encoder.get(), new Retriever(glossary, way.uses()), queries)
                        : Map.of();
                scores.add(measure(way, true, queries, meanings, own, all, evidence));
                scores.add(measure(way, false, queries, meanings, own, all, evidence));
                own.values().forEach(PassageIndex::close);
            }
        }
        options.evidence().ifPresent(file -> write(file, evidence));
        return new RetrievalReport(
                Settings.of(options, encoder.map(EncoderName::id).orElse("none")), indexes, scores, timings(queries));
    }

    static ModelStore store(RetrievalOptions options) {
        return options.models().map(ModelStore::directory).orElse(ModelStore.packaged());
    }

    private Map<String, List<Path>> byProduct() {
        Map<String, List<Path>> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(options.manuals())) {
            for (Path file : all.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.toLowerCase(Locale.ROOT).matches(".*\\.(pdf|docx)")) {
                    String product = mapping.productOf(name)
                            .orElseThrow(() -> new UsageException("--manuals holds " + name
                                    + ", but no product of --mapping has a code that begins this name: "
                                    + mapping.products().keySet()));
                    files.computeIfAbsent(product, code -> new ArrayList<>()).add(file);
                }
            }
        } catch (IOException e) {
            throw new UsageException("--manuals " + options.manuals() + " cannot be read: " + e);
        }
        if (files.isEmpty()) {
            throw new UsageException("--manuals " + options.manuals() + " holds no PDF or DOCX file");
        }
        return files;
    }

    private void index(String code, List<Path> files) {
        MappedProduct mapped = mapping.products().get(code);
        if (mapped == null) {
            throw new IllegalStateException("products are those of the mapping");
        }
        String name = mapped.nameKo() == null ? code : mapped.nameKo();
        sdk.catalog().addProduct(NewProduct.of(code, name), ENGINEER);
        mapped.defects().forEach((defect, names) -> sdk.catalog().addDefectType(type(code, defect, names), ENGINEER));
        files.forEach(file -> sdk.manuals().add(NewManual.of(code, file), ENGINEER));
        ManualIndexDeployment deployment = ManualIndexDeployment.of(code);
        long start = System.nanoTime();
        ManualIndex index = sdk.deployments()
                .deploy(options.encoder().map(deployment::encoder).orElse(deployment), ENGINEER)
                .join();
        double seconds = (System.nanoTime() - start) / 1e9;
        ManualIndexContent content = ManualIndexCodec.decode(stores.artifacts().get(index.sha256()));
        products.put(
                code,
                new ProductManuals(
                        index,
                        name,
                        stores.defectTypes().list(code),
                        DefectNames.of(stores.defectTypes().list(code), glossary),
                        content.encoder(),
                        content.passages()));
        ManualIndexSummary summary = index.summary();
        indexes.add(new IndexReport(
                code,
                summary.manuals().size(),
                summary.manuals().stream()
                        .mapToInt(ManualIndexSummary.ManualOutcome::pages)
                        .sum(),
                summary.manuals().stream()
                        .mapToInt(ManualIndexSummary.ManualOutcome::unreadablePages)
                        .sum(),
                summary.passages(),
                (int) content.passages().stream()
                        .filter(passage -> passage.passage().defectCode().isPresent())
                        .count(),
                seconds));
    }

    private static NewDefectType type(String product, String code, MappedDefect names) {
        NewDefectType type = NewDefectType.of(product, code, names.ko() == null ? code : names.ko());
        if (names.en() != null) {
            type = type.withNameEn(names.en());
        }
        return names.fullNameKo() == null ? type : type.withFullNameKo(names.fullNameKo());
    }

    private Map<String, Embedding> meanings(EncoderName encoder, Retriever retriever, QueryFile queries) {
        Map<String, Embedding> meanings = new LinkedHashMap<>();
        try (Models models = BenchmarkModels.open(store(options), 1)) {
            SentenceEncoder by = models.encoders().sentences(encoder.id());
            for (Question question : queries.queries()) {
                meanings.put(
                        question.id(),
                        by.embed(List.of(retriever.embedded(question.query())), Purpose.QUERY)
                                .get(0)
                                .embedding());
            }
        }
        return meanings;
    }

    private RetrieverScores measure(
            Way way,
            boolean known,
            QueryFile queries,
            Map<String, Embedding> meanings,
            Map<String, PassageIndex> own,
            PassageIndex all,
            List<String> evidence) {
        Retriever retriever = new Retriever(glossary, way.uses());
        List<Outcome> outcomes = new ArrayList<>();
        for (Question question : queries.queries()) {
            PassageIndex searched = known ? own.getOrDefault(question.product(), all) : all;
            Retriever.Ranked ranked = retriever.rank(
                    searched,
                    new Retriever.Query(
                            question.query(),
                            Optional.ofNullable(meanings.get(question.id())),
                            Optional.empty(),
                            Optional.empty()),
                    DEPTH);
            int rank = rank(ranked.passages(), question.gold());
            double confidence = ranked.evidence().map(Confidence::of).orElse(0.0);
            outcomes.add(
                    new Outcome(question.lang(), question.gold() != null, rank, confidence >= Confidence.ANSWERED));
            if (way.equals(Way.HYBRID)) {
                evidence.add(line(question, known, rank, ranked.evidence()));
            }
        }
        return RetrieverScores.of(way.title(), known, outcomes);
    }

    private static int rank(List<FoundPassage> passages, @Nullable String gold) {
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i).passage();
            if (passage.defectCode()
                    .filter(code -> (passage.productCode() + "/" + code).equals(gold))
                    .isPresent()) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String line(Question question, boolean known, int rank, Optional<Evidence> evidence) {
        String what = question.id() + "," + question.lang() + "," + question.type() + "," + known + ","
                + (question.gold() != null) + "," + rank;
        return what + ","
                + evidence.map(one -> String.format(
                                Locale.ROOT,
                                "%d,%d,%d,%.6f,%.6f,%.6f",
                                one.names() ? 1 : 0,
                                one.namesOther() ? 1 : 0,
                                one.foreign(),
                                one.words().asked(),
                                one.words().held(),
                                one.standsOut().orElse(0)))
                        .orElse("0,0,0,0,0,0");
    }

    private static void write(Path file, List<String> lines) {
        try (PrintWriter writer = new PrintWriter(file.toFile(), StandardCharsets.UTF_8)) {
            writer.println(
                    "id,lang,type,product_known,answerable,rank,names,names_other,foreign,asked,held,stands_out");
            lines.forEach(writer::println);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Timings timings(QueryFile queries) {
        long[] searches = timed(queries, question -> sdk.guides().search(ManualQuery.of(question.query())));
        long[] guides = timed(queries, question -> sdk.guides()
                .generate(GuideRequest.of(question.product()).words(question.query())));
        return new Timings(
                Millis.quantile(searches, 0.5),
                Millis.quantile(searches, 0.99),
                Millis.quantile(guides, 0.5),
                Millis.quantile(guides, 0.99),
                searches.length,
                guides.length);
    }

    /** Something that is timed. */
    private interface Timed {
        void run(Question question);
    }

    private static long[] timed(QueryFile queries, Timed what) {
        int count = queries.queries().size();
        long[] nanos = new long[ROUNDS * count];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                what.run(queries.queries().get(i));
                if (round >= 0) {
                    nanos[round * count + i] = System.nanoTime() - start;
                }
            }
        }
        return nanos;
    }
}
