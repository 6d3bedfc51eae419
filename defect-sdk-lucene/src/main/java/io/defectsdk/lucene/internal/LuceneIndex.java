package io.defectsdk.lucene.internal;

import static java.util.Objects.requireNonNull;

import io.defectsdk.spi.LexicalIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;

/** See {@link LexicalIndex}. Thread-safe. */
final class LuceneIndex implements LexicalIndex {
    private static final String ID = "id";
    private static final String TITLE = "title";
    private static final String TEXT = "text";

    /** A word of a title says more of a passage than one of its text. */
    private static final float TITLE_WEIGHT = 2;

    /** Words of one query that are looked up, the first ones: a pasted page must not take minutes. */
    private static final int MOST_WORDS = 256;

    private final Analyzer analyzer;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private LuceneIndex(Analyzer analyzer, DirectoryReader reader) {
        this.analyzer = analyzer;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity());
        searcher.setQueryCache(null);
    }

    static LuceneIndex of(List<Document> documents, Analyzer analyzer) {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try {
            IndexWriterConfig config = new IndexWriterConfig(analyzer).setSimilarity(new BM25Similarity());
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                Set<String> ids = new HashSet<>();
                for (Document document : documents) {
                    if (!ids.add(document.id())) {
                        throw new IllegalArgumentException("two documents have the id '" + document.id() + "'");
                    }
                    writer.addDocument(fields(document));
                }
                writer.forceMerge(1); // one segment keeps the documents' order
            }
            return new LuceneIndex(analyzer, DirectoryReader.open(directory));
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    private static org.apache.lucene.document.Document fields(Document document) {
        org.apache.lucene.document.Document fields = new org.apache.lucene.document.Document();
        fields.add(new StringField(ID, document.id(), Store.YES));
        fields.add(new TextField(TITLE, document.title(), Store.NO));
        fields.add(new TextField(TEXT, document.text(), Store.NO));
        return fields;
    }

    private static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("an index in memory cannot fail", e);
    }

    @Override
    public List<Hit> search(List<Clause> clauses, Optional<Set<String>> among, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit is at least 1, but is " + limit);
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        boolean any = false;
        for (Clause clause : clauses) {
            for (String word : cut(clause.words())) {
                query.add(new BoostQuery(lookUp(word), clause.weight()), Occur.SHOULD);
                any = true;
            }
        }
        if (!any || reader.numDocs() == 0) {
            return List.of();
        }
        query.setMinimumNumberShouldMatch(1);
        among.ifPresent(some -> query.add(
                new ConstantScoreQuery(
                        new TermInSetQuery(ID, some.stream().map(BytesRef::new).toList())),
                Occur.FILTER));
        return hits(query.build(), limit);
    }

    /** A word counts where it says most, so that one that stands in title and text is not counted twice. */
    private static Query lookUp(String word) {
        return new DisjunctionMaxQuery(
                List.of(
                        new BoostQuery(new TermQuery(new Term(TITLE, word)), TITLE_WEIGHT),
                        new TermQuery(new Term(TEXT, word))),
                0.3f);
    }

    private List<Hit> hits(Query query, int limit) {
        try {
            StoredFields stored = searcher.storedFields();
            List<Hit> hits = new ArrayList<>();
            for (ScoreDoc found : searcher.search(query, Math.min(limit, reader.numDocs())).scoreDocs) {
                hits.add(new Hit(
                        requireNonNull(stored.document(found.doc).get(ID), "each document has an id"), found.score));
            }
            return hits;
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    @Override
    public List<Word> words(String text) {
        return cut(text).stream().map(this::word).toList();
    }

    private Word word(String word) {
        try {
            return new Word(
                    word, Math.max(reader.docFreq(new Term(TITLE, word)), reader.docFreq(new Term(TEXT, word))));
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    private Set<String> cut(String text) {
        Set<String> words = new LinkedHashSet<>();
        try (TokenStream stream = analyzer.tokenStream(TEXT, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (words.size() < MOST_WORDS && stream.incrementToken()) {
                words.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw inMemory(e);
        }
        return words;
    }

    @Override
    public int size() {
        return reader.numDocs();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw inMemory(e);
        }
        analyzer.close();
    }
}
