package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.Point;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.inspection.Box;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.GalleryPicture;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.spi.EmbeddingStore;
import io.defectsdk.spi.EmbeddingStore.Entry;
import io.defectsdk.spi.EmbeddingStore.Keyed;
import io.defectsdk.spi.EmbeddingStore.Part;
import io.defectsdk.spi.EmbeddingStore.Registered;
import io.defectsdk.testing.contract.Race.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link EmbeddingStore} has to keep. */
public abstract class EmbeddingStoreContract extends StoreContract {
    private static final String SPACE = "5a".repeat(32);
    private static final String OTHER_SPACE = "6b".repeat(32);
    private static final String RECIPE = "7c".repeat(32);
    private static final int ALL = 1_000;

    private static final DefectRegion HOLE = new DefectRegion("hole", RegionShape.box(10, 20, 30, 40));
    private static final DefectRegion BURR = new DefectRegion(
            "burr", RegionShape.polygon(List.of(new Point(1.5, 2.5), new Point(9, 2.5), new Point(5, 8.25))));

    /** For subclasses. */
    protected EmbeddingStoreContract() {}

    private EmbeddingStore embeddings() {
        return stores().embeddings();
    }

    @BeforeEach
    final void addProducts() {
        for (String product : List.of("prod1", "prod2")) {
            addProduct(product);
            addType(product, "hole");
            addType(product, "burr");
        }
    }

    private static Embedding embedding(float... values) {
        return Embedding.of(values);
    }

    private static Part whole(float... values) {
        return new Part(Optional.empty(), RegionSource.WHOLE, Optional.empty(), embedding(values));
    }

    private static Part derived(Box box, float... values) {
        return new Part(Optional.of(box), RegionSource.DERIVED, Optional.empty(), embedding(values));
    }

    private static Part drawn(long region, Box box, float... values) {
        return new Part(Optional.of(box), RegionSource.DRAWN, Optional.of(region), embedding(values));
    }

    private boolean put(RegisteredPicture picture, String space, Part... parts) {
        String sha256 = picture.content().orElseThrow().sha256();
        return embeddings().put(picture.id(), sha256, space, Optional.empty(), List.of(parts), NOW);
    }

    /** Of the whole picture and of all regions that are drawn on it. */
    private void putAll(RegisteredPicture picture, String space) {
        List<Part> parts = new ArrayList<>(List.of(whole(1, 2)));
        registered(picture).drawn().forEach((id, box) -> parts.add(drawn(id, box, 3, 4)));
        assertThat(put(picture, space, parts.toArray(Part[]::new))).isTrue();
    }

    private Registered registered(RegisteredPicture picture) {
        return pictures().stream()
                .filter(there -> there.picture().id() == picture.id())
                .findFirst()
                .orElseThrow();
    }

    private List<Registered> pictures() {
        return embeddings().pictures("prod1", SPACE, 0, ALL);
    }

    private List<Entry> gallery() {
        return embeddings().entries("prod1", SPACE, 0, ALL);
    }

    private String state() {
        return embeddings().state("prod1", SPACE);
    }

    private static GalleryPicture gallery(RegisteredPicture picture) {
        return new GalleryPicture(
                picture.id(),
                picture.productCode(),
                picture.defectCode().orElseThrow(),
                picture.fileName(),
                picture.storageKey(),
                picture.content().orElseThrow().sha256(),
                picture.uploadedAt());
    }

    @Test
    void hasNoGalleryWhereNothingIsEmbedded() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole");

        for (String product : List.of("prod1", "prod2", "nothing")) {
            assertThat(embeddings().entries(product, SPACE, 0, ALL)).isEmpty();
            assertThat(embeddings().removeStale(product, SPACE)).isZero();
            assertThat(embeddings().state(product, SPACE))
                    .isEqualTo(embeddings().state(product, SPACE));
        }
        assertThat(embeddings().pictures("prod2", SPACE, 0, ALL)).isEmpty();
        assertThat(embeddings().pictures("nothing", SPACE, 0, ALL)).isEmpty();
        assertThat(embeddings().values(List.of())).isEmpty();
        assertThat(pictures())
                .containsExactly(new Registered(gallery(picture), Map.of(), List.of(), Optional.empty(), false));
    }

    @Test
    void listsWhatBelongsIntoAGallery() {
        addPicture("prod1", 1);
        RegisteredPicture plain = addDefect("prod1", 2, "hole");
        RegisteredPicture marked = addDefect("prod1", 3, "burr", HOLE, BURR);
        RegisteredPicture retired = addDefect("prod1", 4, "hole");
        stores().pictures().setActive(retired.id(), false, ENGINEER, NOW);
        RegisteredPicture test = addDefect("prod1", 5, "hole");
        stores().pictures().changeType(test.id(), PictureType.TEST, Optional.empty(), ENGINEER, NOW);
        addDefect("prod2", 6, "hole");

        List<Registered> listed = pictures();

        assertThat(listed).extracting(Registered::picture).containsExactly(gallery(plain), gallery(marked));
        assertThat(listed.get(0).drawn()).isEmpty();
        assertThat(listed.get(1).drawn().values())
                .containsExactlyInAnyOrder(new Box(10, 20, 30, 40), new Box(1, 2, 8, 7));
        assertThat(listed).extracting(Registered::whole).containsExactly(false, false);
    }

    @Test
    void keepsAllEmbeddingsOfAPicture() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole", BURR);
        long region = registered(picture).drawn().keySet().iterator().next();
        Part whole = whole(0.1f, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE);
        Part derived = derived(new Box(0, 0, 1, 1), 1, 2, 3, 4);
        Part drawn = drawn(region, new Box(1, 2, 8, 7), -1, -2, -3, -1e-30f);
        String sha256 = picture.content().orElseThrow().sha256();

        assertThat(embeddings()
                        .put(picture.id(), sha256, SPACE, Optional.of(RECIPE), List.of(derived, whole, drawn), NOW))
                .isTrue();

        List<Entry> entries = gallery();
        assertThat(entries)
                .extracting(Entry::source)
                .containsExactlyInAnyOrder(RegionSource.WHOLE, RegionSource.DERIVED, RegionSource.DRAWN);
        for (Entry entry : entries) {
            Part part = entry.source() == RegionSource.WHOLE
                    ? whole
                    : entry.source() == RegionSource.DRAWN ? drawn : derived;
            String type = entry.source() == RegionSource.DRAWN ? "burr" : "hole";
            assertThat(entry).isEqualTo(new Entry(entry.id(), gallery(picture), part.region(), part.source(), type));
            assertThat(embeddings().values(List.of(entry.id())))
                    .containsExactly(new Keyed(entry.id(), part.embedding()));
        }
        assertThat(pictures())
                .containsExactly(new Registered(
                        gallery(picture),
                        Map.of(region, new Box(1, 2, 8, 7)),
                        List.of(region),
                        Optional.of(RECIPE),
                        true));
    }

    @Test
    void givesNewKeysToWhatTakesThePlaceOfAnother() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole", HOLE);
        putAll(picture, SPACE);
        List<Long> before = ids();
        String state = state();

        assertThat(put(picture, SPACE, whole(5, 6))).isTrue();

        assertThat(ids()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(embeddings().values(ids())).extracting(Keyed::embedding).containsExactly(embedding(5, 6));
        assertThat(embeddings().values(before)).isEmpty();
        assertThat(registered(picture).embedded()).isEmpty();
        assertThat(state()).isNotEqualTo(state);
    }

    private List<Long> ids() {
        return gallery().stream().map(Entry::id).toList();
    }

    @Test
    void keepsSpacesApart() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole", HOLE);
        putAll(picture, SPACE);
        String state = state();
        List<Entry> entries = gallery();

        assertThat(put(picture, OTHER_SPACE.toUpperCase(Locale.ROOT), whole(1, 2, 3)))
                .isTrue();

        assertThat(gallery()).isEqualTo(entries);
        assertThat(state()).isEqualTo(state);
        assertThat(embeddings().entries("prod1", OTHER_SPACE, 0, ALL)).hasSize(1);
        assertThat(embeddings().pictures("prod1", OTHER_SPACE, 0, ALL))
                .singleElement()
                .satisfies(there -> {
                    assertThat(there.whole()).isTrue();
                    assertThat(there.embedded()).isEmpty();
                });
        assertThat(embeddings().pictures("prod1", "00".repeat(32), 0, ALL))
                .extracting(Registered::whole)
                .containsExactly(false);
    }

    @Test
    void keepsProductsApart() {
        putAll(addDefect("prod1", 1, "hole"), SPACE);
        String state = state();
        List<Entry> entries = gallery();

        RegisteredPicture other = addDefect("prod2", 1, "hole");
        assertThat(put(other, SPACE, whole(1, 2))).isTrue();

        assertThat(gallery()).isEqualTo(entries);
        assertThat(state()).isEqualTo(state);
        assertThat(embeddings().entries("prod2", SPACE, 0, ALL))
                .extracting(Entry::picture)
                .containsExactly(gallery(other));
        assertThat(embeddings().state("prod2", SPACE)).isNotEqualTo(state);
    }

    @Test
    void leavesOutARetiredPictureUntilItIsRestored() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole");
        putAll(picture, SPACE);
        putAll(addDefect("prod1", 2, "hole"), SPACE);
        List<Entry> entries = gallery();
        String state = state();

        stores().pictures().setActive(picture.id(), false, ENGINEER, NOW);
        assertThat(gallery()).containsExactly(entries.get(1));
        assertThat(state()).isNotEqualTo(state);
        assertThat(put(picture, SPACE, whole(1, 2))).isFalse();

        stores().pictures().setActive(picture.id(), true, ENGINEER, NOW);
        assertThat(gallery()).isEqualTo(entries);
    }

    @Test
    void removesWhatDoesNotBelongIntoTheGalleryAnyMore() {
        RegisteredPicture retired = addDefect("prod1", 1, "hole", HOLE, BURR);
        RegisteredPicture test = addDefect("prod1", 2, "hole");
        RegisteredPicture kept = addDefect("prod1", 3, "hole");
        for (RegisteredPicture picture : List.of(retired, test, kept)) {
            putAll(picture, SPACE);
            putAll(picture, OTHER_SPACE);
        }
        List<Long> ids = ids();
        stores().pictures().setActive(retired.id(), false, ENGINEER, NOW);
        stores().pictures().changeType(test.id(), PictureType.TEST, Optional.empty(), ENGINEER, NOW);

        assertThat(embeddings().removeStale("prod2", SPACE)).isZero();
        assertThat(embeddings().removeStale("prod1", SPACE)).isEqualTo(2);
        assertThat(embeddings().removeStale("prod1", SPACE)).isZero();

        assertThat(embeddings().values(ids)).extracting(Keyed::id).isEqualTo(ids());
        stores().pictures().setActive(retired.id(), true, ENGINEER, NOW);
        assertThat(gallery()).extracting(Entry::picture).containsExactly(gallery(kept));
        assertThat(registered(retired).whole()).isFalse();
        assertThat(embeddings().entries("prod1", OTHER_SPACE, 0, ALL)).hasSize(4);
    }

    @Test
    void followsAPicturesType() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole", HOLE);
        putAll(picture, SPACE);
        String state = state();

        RegisteredPicture burr =
                stores().pictures().changeType(picture.id(), PictureType.DEFECT, Optional.of("burr"), ENGINEER, NOW);

        assertThat(gallery()).extracting(Entry::picture).containsExactly(gallery(burr), gallery(burr));
        assertThat(gallery()).extracting(Entry::defectCode).containsExactlyInAnyOrder("burr", "hole");
        assertThat(state()).isNotEqualTo(state);
        String retyped = state();

        stores().pictures().changeType(picture.id(), PictureType.TEST, Optional.empty(), ENGINEER, NOW);
        assertThat(gallery()).isEmpty();
        assertThat(state()).isNotIn(state, retyped);
    }

    @Test
    void followsAPicturesFile() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole");
        putAll(picture, SPACE);
        String state = state();

        RegisteredPicture moved = stores().pictures()
                .supply(picture.id(), begin("moved"), picture.content().orElseThrow(), 640, 480, ENGINEER, NOW);

        assertThat(gallery()).extracting(Entry::picture).containsExactly(gallery(moved));
        assertThat(state()).isNotEqualTo(state);
    }

    @Test
    void forgetsRegionsThatAreMarkedAnew() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole", HOLE, BURR);
        String sha256 = picture.content().orElseThrow().sha256();
        List<Part> parts = new ArrayList<>(List.of(whole(1, 2), derived(new Box(5, 5, 5, 5), 7, 8)));
        registered(picture).drawn().forEach((id, box) -> parts.add(drawn(id, box, 3, 4)));
        embeddings().put(picture.id(), sha256, SPACE, Optional.of(RECIPE), parts, NOW);
        String state = state();
        List<Long> ids = ids();

        stores().pictures().setRegions(picture.id(), List.of(HOLE, HOLE, HOLE), ENGINEER, NOW);

        assertThat(gallery())
                .extracting(Entry::source)
                .containsExactlyInAnyOrder(RegionSource.WHOLE, RegionSource.DERIVED);
        assertThat(embeddings().values(ids)).hasSize(2);
        Registered now = registered(picture);
        assertThat(now.whole()).isTrue();
        assertThat(now.derivedBy()).contains(RECIPE);
        assertThat(now.drawn())
                .hasSize(3)
                .doesNotContainKeys(parts.get(2).regionId().orElseThrow());
        assertThat(now.embedded()).isEmpty();
        assertThat(state()).isNotEqualTo(state);
    }

    @Test
    void keepsNothingOfAPictureThatChanged() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole", HOLE);
        putAll(picture, SPACE);
        List<Entry> entries = gallery();
        String state = state();
        long region = registered(picture).drawn().keySet().iterator().next();
        RegisteredPicture good = addPicture("prod1", 2);
        String sha256 = picture.content().orElseThrow().sha256();

        List<Part> wholeOnly = List.of(whole(9, 9));
        assertThat(embeddings().put(picture.id(), content(3).sha256(), SPACE, Optional.empty(), wholeOnly, NOW))
                .isFalse();
        assertThat(embeddings().put(987_654_321L, sha256, SPACE, Optional.empty(), wholeOnly, NOW))
                .isFalse();
        assertThat(put(good, SPACE, whole(9, 9))).isFalse();
        assertThat(gallery()).isEqualTo(entries);

        stores().pictures().setRegions(picture.id(), List.of(HOLE), ENGINEER, NOW);
        assertThat(put(picture, SPACE, whole(9, 9), drawn(region, new Box(1, 1, 1, 1), 9, 9)))
                .isFalse();
        assertThat(gallery()).extracting(Entry::source).containsExactly(RegionSource.WHOLE);
        assertThat(gallery())
                .extracting(Entry::id)
                .isSubsetOf(entries.stream().map(Entry::id).toList());
        assertThat(state()).isNotEqualTo(state);
    }

    @Test
    void doesNotTakeARegionOfAnotherPicture() {
        RegisteredPicture marked = addDefect("prod1", 1, "hole", HOLE);
        RegisteredPicture other = addDefect("prod1", 2, "hole", HOLE);
        long region = registered(marked).drawn().keySet().iterator().next();

        assertThat(put(other, SPACE, whole(1, 2), drawn(region, new Box(10, 20, 30, 40), 3, 4)))
                .isFalse();

        assertThat(gallery()).isEmpty();
    }

    @Test
    void givesTheSameStateAsLongAsNothingChanges() {
        putAll(addDefect("prod1", 1, "hole", HOLE), SPACE);

        assertThat(state()).isEqualTo(state());
        String before = state();
        addPicture("prod1", 7);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void readsByPage() {
        List<RegisteredPicture> added = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            RegisteredPicture picture = addDefect("prod1", i, "hole", HOLE);
            added.add(picture);
            putAll(picture, SPACE);
            addPicture("prod1", 100 + i);
        }

        List<Entry> all = gallery();
        assertThat(all).hasSize(14).extracting(Entry::id).isSorted();
        List<Entry> paged = new ArrayList<>();
        List<Entry> page = embeddings().entries("prod1", SPACE, 0, 4);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(4);
            paged.addAll(page);
            page = embeddings()
                    .entries("prod1", SPACE, page.get(page.size() - 1).id(), 4);
        }
        assertThat(paged).isEqualTo(all);

        List<Registered> pictures = new ArrayList<>();
        List<Registered> some = embeddings().pictures("prod1", SPACE, 0, 3);
        while (!some.isEmpty()) {
            assertThat(some).hasSizeLessThanOrEqualTo(3);
            pictures.addAll(some);
            some = embeddings()
                    .pictures(
                            "prod1", SPACE, some.get(some.size() - 1).picture().id(), 3);
        }
        assertThat(pictures)
                .extracting(there -> there.picture().id())
                .containsExactlyElementsOf(
                        added.stream().map(RegisteredPicture::id).toList());
        assertThat(pictures).isEqualTo(pictures());
    }

    @Test
    void givesValuesByKeyAndLeavesOutThoseThatAreGone() {
        putAll(addDefect("prod1", 1, "hole", HOLE), SPACE);
        List<Long> ids = ids();

        List<Long> asked = Stream.of(List.of(987_654_321L, ids.get(1), -1L), ids, ids)
                .flatMap(List::stream)
                .toList();

        assertThat(embeddings().values(asked)).extracting(Keyed::id).isEqualTo(ids);
    }

    @Test
    void refusesMoreKeysThanOneCallReads() {
        assertThat(embeddings().values(Collections.nCopies(EmbeddingStore.MAX_KEYS, 1L)))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> embeddings().values(Collections.nCopies(EmbeddingStore.MAX_KEYS + 1, 1L)))
                .withMessageContaining("10000")
                .withMessageContaining("10001");
    }

    @Test
    void refusesPartsThatDoNotAgree() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole", HOLE);
        Box box = new Box(10, 20, 30, 40);

        for (List<Part> parts : List.<List<Part>>of(
                List.of(),
                List.of(derived(box, 1, 2)),
                List.of(whole(1, 2), whole(3, 4)),
                List.of(whole(1, 2), derived(box, 1, 2, 3)),
                List.of(whole(1, 2), drawn(1, box, 1, 2), drawn(1, box, 3, 4)))) {
            assertThatIllegalArgumentException().isThrownBy(() -> put(picture, SPACE, parts.toArray(Part[]::new)));
        }
        assertThat(gallery()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("noHashes")
    void refusesWhatIsNoHash(String text) {
        RegisteredPicture picture = addDefect("prod1", 1, "hole");
        String sha256 = picture.content().map(StoredContent::sha256).orElseThrow();
        List<Part> parts = List.of(whole(1, 2));

        for (Callable<?> call : List.<Callable<?>>of(
                () -> embeddings().pictures("prod1", text, 0, 1),
                () -> embeddings().entries("prod1", text, 0, 1),
                () -> embeddings().state("prod1", text),
                () -> embeddings().removeStale("prod1", text),
                () -> embeddings().put(picture.id(), text, SPACE, Optional.empty(), parts, NOW),
                () -> embeddings().put(picture.id(), sha256, text, Optional.empty(), parts, NOW),
                () -> embeddings().put(picture.id(), sha256, SPACE, Optional.of(text), parts, NOW))) {
            assertThatIllegalArgumentException().isThrownBy(call::call);
        }
        assertThat(gallery()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesALimitBelowOne(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> embeddings().pictures("prod1", SPACE, 0, limit))
                .withMessageContaining(Integer.toString(limit));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> embeddings().entries("prod1", SPACE, 0, limit))
                .withMessageContaining(Integer.toString(limit));
    }

    @Test
    void keepsEmbeddingsOfTheLargestDimension() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole");
        float[] values = new float[Embedding.MAX_DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }

        assertThat(put(picture, SPACE, whole(values))).isTrue();

        assertThat(embeddings().values(ids())).extracting(Keyed::embedding).containsExactly(embedding(values));
    }

    @Test
    void keepsOneSetOfEmbeddingsFromSeveralThreads() throws Exception {
        RegisteredPicture picture = addDefect("prod1", 1, "hole", HOLE);
        for (int round = 0; round < 5; round++) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                float value = thread + 1;
                calls.add(() -> put(picture, SPACE, whole(value), derived(new Box(1, 1, 1, 1), value)));
            }

            List<Outcome<Boolean>> outcomes = Race.run(calls);

            assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
            assertThat(outcomes).extracting(Outcome::value).containsOnly(true);
            assertThat(embeddings().values(ids()))
                    .hasSize(2)
                    .extracting(Keyed::embedding)
                    .containsOnly(embeddings().values(ids()).get(0).embedding());
        }
    }

    @Test
    void neverKeepsARegionThatIsBeingReplaced() throws Exception {
        RegisteredPicture picture = addDefect("prod1", 1, "hole", HOLE);
        for (int round = 0; round < 10; round++) {
            long region = registered(picture).drawn().keySet().iterator().next();
            Callable<Boolean> put =
                    () -> put(picture, SPACE, whole(1, 2), drawn(region, new Box(10, 20, 30, 40), 3, 4));
            Callable<Boolean> mark = () -> {
                stores().pictures().setRegions(picture.id(), List.of(HOLE), ENGINEER, NOW);
                return true;
            };

            List<Outcome<Boolean>> outcomes = Race.run(List.of(put, mark));

            assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
            assertThat(registered(picture).embedded()).isEmpty();
            assertThat(gallery()).extracting(Entry::source).doesNotContain(RegionSource.DRAWN);
        }
    }

    @Test
    void dropsSpacesThatNoIndexNeedsOnceAnotherIndexIsActive() {
        RegisteredPicture picture = addDefect("prod1", 1, "hole", HOLE);
        RegisteredPicture other = addDefect("prod2", 1, "hole");
        String third = "8d".repeat(32);
        for (String space : List.of(SPACE, OTHER_SPACE, third)) {
            putAll(picture, space);
        }
        put(other, third, whole(1, 2));
        deployIndex("prod2", SPACE);

        deployIndex("prod1", SPACE);
        assertThat(embedded(SPACE, OTHER_SPACE, third)).containsExactly(2, 0, 0);

        putAll(picture, OTHER_SPACE);
        deployIndex("prod1", OTHER_SPACE);
        assertThat(embedded(SPACE, OTHER_SPACE, third)).containsExactly(2, 2, 0);

        putAll(picture, third);
        deployIndex("prod1", third);
        assertThat(embedded(SPACE, OTHER_SPACE, third)).containsExactly(0, 2, 2);

        deployIndex("prod1", third);
        assertThat(embedded(SPACE, OTHER_SPACE, third)).containsExactly(0, 0, 2);
        assertThat(embeddings().entries("prod2", third, 0, ALL)).isEmpty();
    }

    private List<Integer> embedded(String... spaces) {
        return Stream.of(spaces)
                .map(space -> embeddings().entries("prod1", space, 0, ALL).size())
                .toList();
    }
}
