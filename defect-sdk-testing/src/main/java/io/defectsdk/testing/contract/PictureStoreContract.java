package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.CatalogException;
import io.defectsdk.DefectSdkException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LimitExceededException;
import io.defectsdk.StoreException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.Mask;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.Point;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@link PictureStore} has to keep when pictures are added; see {@link PictureListContract} and {@link PictureChangeContract}. */
public abstract class PictureStoreContract extends StoreContract {
    /** For subclasses. */
    protected PictureStoreContract() {}

    private PictureStore pictures() {
        return stores().pictures();
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
        addType("prod1", "hole");
        addType("prod1", "burr");
    }

    private static PictureStore.Row defect(
            String productCode, String defectCode, int number, String storageKey, List<DefectRegion> regions) {
        return new PictureStore.Row(
                productCode,
                PictureType.DEFECT,
                Optional.of(defectCode),
                "defect " + number + ".png",
                storageKey,
                content(number),
                640,
                480,
                regions);
    }

    private static PictureStore.Row named(String fileName, int number, String storageKey) {
        return new PictureStore.Row(
                "prod1",
                PictureType.TEST,
                Optional.empty(),
                fileName,
                storageKey,
                content(number),
                1,
                Integer.MAX_VALUE,
                List.of());
    }

    @Test
    void beginsEmpty() {
        assertThat(pictures().find(1)).isEmpty();
        assertThat(pictures().findBySha256("prod1", content(1).sha256())).isEmpty();
        assertThat(pictures().regions(1)).isEmpty();
    }

    @Test
    void givesBackWhatWasAdded() {
        List<DefectRegion> regions = List.of(
                new DefectRegion("burr", RegionShape.box(3, 4, 5, 6)),
                new DefectRegion("hole", RegionShape.box(0, 0, 640, 480)));

        RegisteredPicture added = pictures().add(defect("prod1", "hole", 1, begin("p/1.png"), regions), OTHER, NOW);

        assertThat(added)
                .isEqualTo(new RegisteredPicture(
                        added.id(),
                        "prod1",
                        PictureType.DEFECT,
                        Optional.of("hole"),
                        "defect 1.png",
                        "p/1.png",
                        Optional.of(content(1)),
                        OptionalInt.of(640),
                        OptionalInt.of(480),
                        2,
                        true,
                        NOW,
                        Optional.of(OTHER.name())));
        assertThat(pictures().find(added.id())).contains(added);
        assertThat(pictures().findBySha256("prod1", content(1).sha256())).contains(added);
        assertThat(pictures().findBySha256("prod2", content(1).sha256())).isEmpty();
        assertThat(pictures().regions(added.id())).isEqualTo(regions);
        assertThat(lastEntry())
                .isEqualTo(new AuditEntry(NOW, OTHER, "picture.add", "picture:" + added.id(), "defect 1.png"));
    }

    @Test
    void keepsPicturesOfGoodPartsAndTests() {
        RegisteredPicture normal = addPicture("prod1", 1);
        RegisteredPicture test = pictures().add(named("t.png", 2, begin("t")), ENGINEER, NOW);

        assertThat(normal.type()).isEqualTo(PictureType.NORMAL);
        assertThat(normal.defectCode()).isEmpty();
        assertThat(normal.regions()).isZero();
        assertThat(pictures().find(normal.id())).contains(normal);
        assertThat(test.type()).isEqualTo(PictureType.TEST);
        assertThat(test.height()).hasValue(Integer.MAX_VALUE);
        assertThat(pictures().find(test.id())).contains(test);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void keepsRegionsToTheLastBit(RegionShape shape) {
        List<DefectRegion> regions =
                List.of(new DefectRegion("hole", shape), new DefectRegion("burr", RegionShape.box(1, 1, 1, 1)));

        RegisteredPicture added = pictures().add(defect("prod1", "hole", 1, begin("p"), regions), ENGINEER, NOW);

        assertThat(pictures().regions(added.id())).isEqualTo(regions);
    }

    static Stream<RegionShape> shapes() {
        int[] noise = new int[10_000];
        Arrays.fill(noise, 1);
        noise[0] = 0;
        noise[noise.length - 1] = 10_000 - (noise.length - 2);
        return Stream.of(
                RegionShape.box(0, 0, Integer.MAX_VALUE, 1),
                RegionShape.box(-3, Integer.MIN_VALUE, 4, 5),
                RegionShape.polygon(List.of(new Point(0, 0), new Point(1.0 / 3, 0.1 + 0.2), new Point(-0.0, 1e17))),
                RegionShape.polygon(List.of(
                        new Point(Double.MIN_VALUE, Double.MAX_VALUE), new Point(1, 2), new Point(1e-300, -5.5))),
                RegionShape.polygon(circle(10_000)),
                Mask.ofRuns(4, 3, new int[] {0, 12}),
                Mask.ofRuns(4, 3, new int[] {1, 2, 3, 6}),
                Mask.ofRuns(1 << 15, 1 << 15, new int[] {(1 << 30) - 1, 1}),
                Mask.ofRuns(100, 100, noise));
    }

    private static List<Point> circle(int corners) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            points.add(new Point(200 + 100 * Math.cos(angle), 200 + 100 * Math.sin(angle)));
        }
        return points;
    }

    @Test
    void keepsTheOrderOfManyRegions() {
        Random random = new Random(7);
        List<DefectRegion> regions = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            regions.add(new DefectRegion(
                    random.nextBoolean() ? "hole" : "burr", RegionShape.box(random.nextInt(640), i % 480, 1, 1)));
        }

        RegisteredPicture added = pictures().add(defect("prod1", "hole", 1, begin("p"), regions), ENGINEER, NOW);

        assertThat(added.regions()).isEqualTo(1_000);
        assertThat(pictures().regions(added.id())).isEqualTo(regions);
    }

    @Test
    void refusesUnknownAndRetiredProducts() {
        stores().products().setActive("prod2", false, ENGINEER, NOW);

        assertLeavesNothing(picture("prod", 1, begin("a")), UnknownEntryException.class, ErrorCode.PRODUCT_UNKNOWN);
        assertLeavesNothing(picture("prod2", 1, begin("b")), CatalogException.class, ErrorCode.PRODUCT_RETIRED);
    }

    @Test
    void refusesDefectTypesThatDoNotFit() {
        stores().defectTypes().setActive("prod1", "burr", false, ENGINEER, NOW);

        assertLeavesNothing(
                defect("prod2", "hole", 1, begin("a"), List.of()),
                UnknownEntryException.class,
                ErrorCode.DEFECT_TYPE_UNKNOWN);
        assertLeavesNothing(
                defect("prod1", "burr", 1, begin("b"), List.of()), CatalogException.class, ErrorCode.DEFECT_TYPE_UNFIT);
        assertLeavesNothing(
                defect("prod1", "normal", 1, begin("c"), List.of()),
                CatalogException.class,
                ErrorCode.DEFECT_TYPE_UNFIT);
        List<String> codes = List.of("burr", "normal", "HOLE");
        for (int i = 0; i < codes.size(); i++) {
            List<DefectRegion> regions = List.of(
                    new DefectRegion("hole", RegionShape.box(0, 0, 1, 1)),
                    new DefectRegion(codes.get(i), RegionShape.box(0, 0, 1, 1)));
            boolean known = i < 2;
            assertLeavesNothing(
                    defect("prod1", "hole", 1, begin("r" + i), regions),
                    known ? CatalogException.class : UnknownEntryException.class,
                    known ? ErrorCode.DEFECT_TYPE_UNFIT : ErrorCode.DEFECT_TYPE_UNKNOWN);
        }
    }

    private void assertLeavesNothing(PictureStore.Row row, Class<? extends DefectSdkException> type, ErrorCode code) {
        List<String> before = actions(20);
        assertRefused(() -> pictures().add(row, ENGINEER, NOW), type, code);
        assertThat(pictures().findBySha256(row.productCode(), row.content().sha256()))
                .isEmpty();
        assertThat(actions(20)).isEqualTo(before);
        assertThat(stores().uploads().giveUp(row.storageKey())).isTrue();
    }

    @Test
    void refusesWhatBelongsToADefectElsewhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PictureStore.Row(
                        "prod1", PictureType.NORMAL, Optional.of("hole"), "n", "k", content(1), 1, 1, List.of()))
                .withMessageContaining("hole");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PictureStore.Row(
                        "prod1", PictureType.DEFECT, Optional.empty(), "n", "k", content(1), 1, 1, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PictureStore.Row(
                        "prod1",
                        PictureType.TEST,
                        Optional.empty(),
                        "n",
                        "k",
                        content(1),
                        1,
                        1,
                        List.of(new DefectRegion("hole", RegionShape.box(0, 0, 1, 1)))));
    }

    @Test
    void findsAHashInEitherCase() {
        String sha256 = content(0xABC).sha256();
        RegisteredPicture added = addPicture("prod1", 0xABC);

        assertThat(pictures().findBySha256("prod1", sha256.toUpperCase(Locale.ROOT)))
                .contains(added);
    }

    @ParameterizedTest
    @MethodSource("noHashes")
    void refusesWhatIsNoHash(String text) {
        RegisteredPicture added = addPicture("prod1", 1);
        StoredContent content = new StoredContent(text, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> pictures().findBySha256("prod1", text));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pictures().supply(added.id(), begin("other"), content, 1, 1, ENGINEER, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> pictures()
                .add(
                        new PictureStore.Row(
                                "prod1",
                                PictureType.TEST,
                                Optional.empty(),
                                "n",
                                begin("third"),
                                content,
                                1,
                                1,
                                List.of()),
                        ENGINEER,
                        NOW));
        assertThat(pictures().find(added.id())).contains(added);
    }

    @Test
    void refusesContentThatTheProductHas() {
        RegisteredPicture first = addPicture("prod1", 1);
        pictures().setActive(first.id(), false, ENGINEER, NOW);
        begin("again");

        assertThatThrownBy(() -> pictures().add(named("again.png", 1, "again"), OTHER, NOW))
                .isInstanceOfSatisfying(DuplicateEntryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PICTURE_EXISTS);
                    assertThat(e.existingId()).isEqualTo(first.id());
                })
                .hasMessageContaining("prod1");
        assertThat(stores().uploads().giveUp("again")).isTrue();
        assertThat(addPicture("prod2", 1).id()).isNotEqualTo(first.id());
    }

    @Test
    void endsTheUpload() {
        addPicture("prod1", 1);

        assertThat(stores().uploads().giveUp("prod1/1")).isFalse();
    }

    @Test
    void refusesAFileWhoseUploadWasGivenUp() {
        stores().uploads().giveUp(begin("stale"));
        List<String> before = actions(10);

        assertGivenUp(() -> pictures().add(picture("prod1", 1, "stale"), ENGINEER, NOW));
        assertGivenUp(() -> pictures().add(picture("prod1", 1, "never begun"), ENGINEER, NOW));

        assertThat(pictures().findBySha256("prod1", content(1).sha256())).isEmpty();
        assertThat(actions(10)).isEqualTo(before);
        assertThat(addPicture("prod1", 1).content()).contains(content(1));
    }

    @Test
    void takesFileNamesUpToTheirLimit() {
        String longest = "기".repeat(250) + "😀.png";
        RegisteredPicture added = pictures().add(named(longest, 1, begin("a")), ENGINEER, NOW);

        assertThat(pictures().find(added.id())).contains(added);
        assertThat(added.fileName()).isEqualTo(longest);
        begin("b");
        assertThatThrownBy(() -> pictures().add(named(longest + "x", 2, "b"), ENGINEER, NOW))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContainingAll("255", "256");
        assertThat(stores().uploads().giveUp("b")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsFileNamesAsTheyAre(String text) {
        RegisteredPicture added = pictures().add(named(text, 1, begin("a")), ENGINEER, NOW);

        assertThat(added.fileName()).isEqualTo(text);
        assertThat(pictures().find(added.id())).contains(added);
        assertThat(lastEntry().detail()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#codes")
    void keepsCodesApart(String code) {
        addProduct(code);
        addType(code, code);

        RegisteredPicture added = pictures()
                .add(
                        defect(code, code, 1, begin("a"), List.of(new DefectRegion(code, RegionShape.box(0, 0, 1, 1)))),
                        ENGINEER,
                        NOW);

        assertThat(added.productCode()).isEqualTo(code);
        assertThat(added.defectCode()).contains(code);
        assertThat(pictures().findBySha256(code, content(1).sha256())).contains(added);
        assertThat(pictures().regions(added.id()))
                .extracting(DefectRegion::defectCode)
                .containsExactly(code);
    }

    @Test
    void keepsTheMomentToTheMicrosecond() {
        RegisteredPicture added = pictures().add(named("a", 1, begin("a")), ENGINEER, NOW.plusNanos(999));

        assertThat(added.uploadedAt()).isEqualTo(NOW);
        assertThat(pictures().find(added.id())).contains(added);
    }

    @Test
    void registersAPictureOnceFromSeveralThreads() throws Exception {
        for (int round = 0; round < 5; round++) {
            int number = round;
            List<String> keys = List.of(begin("a" + round), begin("b" + round), begin("c" + round));
            List<Callable<RegisteredPicture>> calls = new ArrayList<>();
            keys.forEach(key -> calls.add(() -> pictures().add(picture("prod1", number, key), ENGINEER, NOW)));

            List<Outcome<RegisteredPicture>> outcomes = Race.run(calls);

            RegisteredPicture there =
                    pictures().findBySha256("prod1", content(number).sha256()).orElseThrow();
            assertThat(outcomes)
                    .extracting(Outcome::value)
                    .filteredOn(Objects::nonNull)
                    .containsExactly(there);
            assertThat(outcomes)
                    .extracting(Outcome::failure)
                    .filteredOn(Objects::nonNull)
                    .hasSize(2)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOfSatisfying(DuplicateEntryException.class, e -> assertThat(e.existingId())
                                    .isEqualTo(there.id())));
            assertThat(keys).filteredOn(stores().uploads()::giveUp).hasSize(2);
        }
    }

    @Test
    void letsEitherTheRowOrTheGivingUpWin() throws Exception {
        for (int round = 0; round < 20; round++) {
            int number = round;
            String key = begin("k" + round);
            Callable<Boolean> add = () -> {
                pictures().add(picture("prod1", number, key), ENGINEER, NOW);
                return true;
            };
            Callable<Boolean> giveUp = () -> stores().uploads().giveUp(key);

            List<Outcome<Boolean>> outcomes = Race.run(round % 2 == 0 ? List.of(add, giveUp) : List.of(giveUp, add));

            Outcome<Boolean> added = outcomes.get(round % 2);
            Outcome<Boolean> givenUp = outcomes.get(1 - round % 2);
            assertThat(givenUp.failure()).isNull();
            assertThat(givenUp.value()).isEqualTo(!added.succeeded());
            assertThat(pictures()
                            .findBySha256("prod1", content(number).sha256())
                            .isPresent())
                    .isEqualTo(added.succeeded());
            if (!added.succeeded()) {
                assertThat(added.failure()).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.retryable())
                        .isTrue());
            }
        }
    }
}
