package io.defectsdk.core.internal.guide;

import io.defectsdk.ConfigurationException;
import io.defectsdk.config.LlmParams;
import io.defectsdk.core.internal.account.Permissions;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.core.internal.concurrent.RecordWriter;
import io.defectsdk.core.internal.concurrent.Refreshed;
import io.defectsdk.core.internal.guide.Glossary.Kind;
import io.defectsdk.core.internal.settings.EffectiveParams;
import io.defectsdk.core.internal.storage.RecipeContents;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.guide.GuideRecord;
import io.defectsdk.guide.Guides;
import io.defectsdk.spi.EngineParts;
import io.defectsdk.spi.LexicalIndexProvider;
import io.defectsdk.spi.ManualReader;
import io.defectsdk.spi.Models;
import java.util.Optional;

/** Puts together what makes guides: the one place of this package that knows all its parts. */
public final class GuideService implements AutoCloseable {
    private final EngineParts parts;
    private final ActiveManuals manuals;
    private final ManualIndexMaker maker;
    private final DefaultGuides guides;
    private final RecordWriter<GuideRecord> writer;
    private final Refreshed<String, LlmParams> params;
    private final Optional<ModelCalls> calls;

    /** From what the builder collected, and the rest of the engine. */
    public GuideService(
            EngineParts parts,
            Models models,
            Gate gate,
            RecipeContents contents,
            VerifiedContent files,
            EffectiveParams effective,
            Permissions permissions) {
        this.parts = parts;
        Glossary glossary =
                Glossaries.packaged().with(Glossary.of(Kind.TERM, parts.guides().synonyms()));
        SentenceEncoders encoders = new SentenceEncoders(models);
        manuals = new ActiveManuals(parts.stores(), contents, words(parts), glossary, parts.recordTimeout());
        maker = new ManualIndexMaker(parts.stores(), contents, files, reader(parts), encoders, glossary);
        params = new Refreshed<>(
                "parameters of the language model",
                "defect-sdk-llm-params",
                parts.recordTimeout(),
                (code, present) -> effective.of(code, LlmParams.class));
        calls = parts.languageModel()
                .map(model -> new ModelCalls(model, parts.guides().modelCalls()));
        writer = new RecordWriter<>(
                "a guide", "defect-sdk-guides", parts.stores().guides()::add, parts.recordTimeout());
        ManualSearch search = new ManualSearch(manuals, encoders, glossary);
        GuideMaker guideMaker = new GuideMaker(
                manuals,
                search,
                params,
                calls.map(model -> new ModelGuides(model, glossary)),
                parts.guides().cachedGuides());
        guides = new DefaultGuides(gate, parts.stores(), search, guideMaker, writer, permissions, parts.clock());
    }

    private static LexicalIndexProvider words(EngineParts parts) {
        return parts.lexicalIndexes().orElse((documents, words, analysis) -> {
            throw missing("search by words", "defect-sdk-lucene");
        });
    }

    private static ManualReader reader(EngineParts parts) {
        return parts.manualReader().orElse(new ManualReader() {
            @Override
            public String version() {
                throw missing("reader of manuals", "defect-sdk-manuals");
            }

            @Override
            public void read(String fileName, byte[] content, Pages pages) {
                throw missing("reader of manuals", "defect-sdk-manuals");
            }
        });
    }

    private static ConfigurationException missing(String what, String artifact) {
        return new ConfigurationException(
                "there is no " + what + " on the class path: add the dependency io.defectsdk:" + artifact, null);
    }

    /**
     * Makes indexes.
     *
     * @throws ConfigurationException if a part is missing that it takes
     */
    public ManualIndexMaker maker() {
        if (parts.manualReader().isEmpty()) {
            throw missing("reader of manuals", "defect-sdk-manuals");
        }
        if (parts.lexicalIndexes().isEmpty()) {
            throw missing("search by words", "defect-sdk-lucene");
        }
        return maker;
    }

    /** The indexes that are searched. */
    public ActiveManuals manuals() {
        return manuals;
    }

    /** What a host calls. */
    public Guides guides() {
        return guides;
    }

    /** Gives up what a language model is asked for, so that nobody waits for it. */
    public void stop() {
        guides.close();
        calls.ifPresent(ModelCalls::close);
    }

    @Override
    public void close() {
        stop();
        manuals.close();
        params.close();
        writer.close();
    }
}
