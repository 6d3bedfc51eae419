package io.defectsdk.lucene.internal;

import io.defectsdk.spi.LexicalIndex;
import io.defectsdk.spi.LexicalIndex.Document;
import io.defectsdk.spi.LexicalIndexProvider;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;

/** See {@link LexicalIndexProvider}. */
public final class LuceneIndexProvider implements LexicalIndexProvider {
    @Override
    public LexicalIndex index(List<Document> documents, List<String> words, Analysis analysis) {
        Analyzer analyzer =
                switch (analysis) {
                    case KOREAN -> new KoreanTextAnalyzer(words);
                    case PLAIN -> new PlainTextAnalyzer();
                };
        return LuceneIndex.of(documents, analyzer);
    }
}
