package io.defectsdk.lucene.internal;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanReadingFormFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.ko.dict.UserDictionary;
import org.jspecify.annotations.Nullable;

/**
 * Korean and English: compounds whole and in parts ('가스배출구': 가스배출구, 가스, 배출, 구), particles and endings left out, Latin words in lower
 * case and in the singular.
 */
final class KoreanTextAnalyzer extends Analyzer {
    /** What the dictionary's form takes as one entry. */
    private static final Pattern WORD = Pattern.compile("\\p{IsHangul}{2,20}");

    private final @Nullable UserDictionary dictionary;

    KoreanTextAnalyzer(List<String> words) {
        this.dictionary = dictionary(words);
    }

    private static @Nullable UserDictionary dictionary(List<String> words) {
        String lines = String.join(
                "\n",
                words.stream()
                        .filter(word -> WORD.matcher(word).matches())
                        .sorted()
                        .distinct()
                        .toList());
        try {
            return lines.isEmpty() ? null : UserDictionary.open(new StringReader(lines));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        KoreanTokenizer tokenizer = new KoreanTokenizer(
                TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, dictionary, DecompoundMode.MIXED, false);
        TokenStream stream = new KoreanPartOfSpeechStopFilter(tokenizer);
        stream = new KoreanReadingFormFilter(stream);
        stream = new LowerCaseFilter(stream);
        return new TokenStreamComponents(tokenizer, new EnglishMinimalStemFilter(stream));
    }
}
