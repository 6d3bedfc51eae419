package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import io.defectsdk.guide.Passage;
import io.defectsdk.spi.LexicalIndex;
import io.defectsdk.spi.LexicalIndex.Document;
import io.defectsdk.spi.LexicalIndexProvider;
import io.defectsdk.spi.LexicalIndexProvider.Analysis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The passages of one product, or of several, ready to be searched. Immutable; closed by whoever made it, when nobody searches it any more. */
public final class PassageIndex implements AutoCloseable {
    private final List<ProductManuals> products;
    private final List<IndexedPassage> passages = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
    private final ProductNames productNames;
    private final LexicalIndex words;
    private final LexicalIndex subjectWords;
    private final Optional<EncoderName> encoder;
    private final float[][][] meanings;

    private PassageIndex(
            List<ProductManuals> products, LexicalIndexProvider provider, Glossary glossary, Analysis analysis) {
        this.products = List.copyOf(products);
        List<Document> documents = new ArrayList<>();
        Set<String> whole = new LinkedHashSet<>();
        for (ProductManuals product : products) {
            for (IndexedPassage indexed : product.passages()) {
                Passage passage = indexed.passage();
                numbers.put(passage.id(), passages.size());
                subjects.computeIfAbsent(subject(passage), none -> new ArrayList<>())
                        .add(passages.size());
                passages.add(indexed);
                String title =
                        PassageText.title(passage, product.productName(), CatalogueNames.of(product.types(), passage));
                titles.add(title);
                documents.add(new Document(passage.id(), title, passage.text()));
            }
            product.types().forEach(type -> whole.addAll(product.names().names(type.code())));
        }
        this.productNames = ProductNames.of(products, glossary);
        glossary.groups().forEach(group -> whole.addAll(group.words()));
        List<String> korean = koreanWords(whole);
        this.words = provider.index(documents, korean, analysis);
        this.subjectWords = provider.index(subjectDocuments(documents), korean, analysis);
        Set<Optional<EncoderName>> encoders = new LinkedHashSet<>();
        products.forEach(product -> encoders.add(product.encoder()));
        // meanings of different encoders cannot be compared
        this.encoder = encoders.size() == 1 ? encoders.iterator().next() : Optional.empty();
        this.meanings = encoder.isEmpty()
                ? new float[0][][]
                : passages.stream()
                        .map(passage -> passage.meanings().stream()
                                .map(meaning -> meaning.embedding().values())
                                .toArray(float[][]::new))
                        .toArray(float[][][]::new);
    }

    /** Of these products' passages. */
    public static PassageIndex of(
            List<ProductManuals> products, LexicalIndexProvider provider, Glossary glossary, Analysis analysis) {
        return new PassageIndex(products, provider, glossary, analysis);
    }

    /** What a passage is about: a defect type of a product, or nothing but itself. */
    static String subject(Passage passage) {
        return passage.defectCode()
                .map(code -> passage.productCode() + "\n" + code)
                .orElse(passage.id());
    }

    /** All that is said of a subject. */
    private List<Document> subjectDocuments(List<Document> documents) {
        List<Document> joined = new ArrayList<>();
        subjects.forEach((subject, members) -> joined.add(new Document(
                subject,
                String.join(
                        " ",
                        members.stream()
                                .map(number -> documents.get(number).title())
                                .distinct()
                                .toList()),
                String.join(
                        "\n",
                        members.stream()
                                .map(number -> documents.get(number).text())
                                .toList()))));
        return joined;
    }

    /** A user dictionary takes words without white space. */
    private static List<String> koreanWords(Set<String> words) {
        return words.stream()
                .filter(word -> word.codePoints()
                        .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL))
                .filter(word -> word.length() > 1)
                .toList();
    }

    List<ProductManuals> products() {
        return products;
    }

    ProductNames productNames() {
        return productNames;
    }

    /** What the meanings were made by; empty if they are of several encoders, or there are none. */
    Optional<EncoderName> encoder() {
        return encoder;
    }

    LexicalIndex words() {
        return words;
    }

    /** What is said of each subject, by {@link #subject}. */
    LexicalIndex subjectWords() {
        return subjectWords;
    }

    /** Numbers of the passages about each subject, in the manuals' order. */
    Map<String, List<Integer>> subjects() {
        return subjects;
    }

    /** All that is said of a passage's subject, with the names that it goes by. */
    String said(Passage passage) {
        List<String> texts = new ArrayList<>();
        for (int number : subjects.getOrDefault(subject(passage), List.of())) {
            texts.add(titles.get(number) + "\n" + passage(number).text());
        }
        return String.join("\n", texts);
    }

    int size() {
        return passages.size();
    }

    Passage passage(int number) {
        return passages.get(number).passage();
    }

    int number(String passageId) {
        return numbers.getOrDefault(passageId, -1);
    }

    /** Cosine similarity of a passage's nearest sentence with a query; all are of length 1. */
    double similarity(int number, float[] query) {
        double nearest = -1;
        for (float[] meaning : meanings[number]) {
            double sum = 0;
            for (int i = 0; i < query.length; i++) {
                sum += (double) meaning[i] * query[i];
            }
            nearest = Math.max(nearest, sum);
        }
        return nearest;
    }

    @Override
    public void close() {
        words.close();
        subjectWords.close();
    }
}
