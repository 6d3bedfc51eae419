package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.spi.AuditRegions;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link PictureStore} has to keep when pictures are changed. */
public abstract class PictureChangeContract extends StoreContract {
    private static final Instant LATER = NOW.plusSeconds(5);

    private static final List<DefectRegion> REGIONS = List.of(
            new DefectRegion("hole", RegionShape.box(1, 2, 3, 4)),
            new DefectRegion("burr", RegionShape.box(5, 6, 7, 8)));

    /** For subclasses. */
    protected PictureChangeContract() {}

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

    private RegisteredPicture add(PictureType type, String fileName, int number) {
        boolean defect = type == PictureType.DEFECT;
        return pictures()
                .add(
                        new PictureStore.Row(
                                "prod1",
                                type,
                                defect ? Optional.of("hole") : Optional.empty(),
                                fileName,
                                begin("k" + number),
                                content(number),
                                640,
                                480,
                                defect ? REGIONS : List.of()),
                        ENGINEER,
                        NOW);
    }

    @Test
    void makesATestPictureOneOfAGoodPart() {
        RegisteredPicture added = add(PictureType.TEST, "a", 1);

        RegisteredPicture changed =
                pictures().changeType(added.id(), PictureType.NORMAL, Optional.empty(), OTHER, LATER);

        assertThat(changed)
                .isEqualTo(new RegisteredPicture(
                        added.id(),
                        "prod1",
                        PictureType.NORMAL,
                        Optional.empty(),
                        "a",
                        "k1",
                        Optional.of(content(1)),
                        OptionalInt.of(640),
                        OptionalInt.of(480),
                        0,
                        true,
                        NOW,
                        Optional.of(ENGINEER.name())));
        assertThat(pictures().find(added.id())).contains(changed);
        assertThat(lastEntry())
                .isEqualTo(new AuditEntry(
                        LATER,
                        OTHER,
                        "picture.change",
                        "picture:" + added.id(),
                        "a",
                        List.of(FieldChange.of("type", "test", "normal"))));
    }

    @Test
    void keepsRegionsWhateverItsType() {
        RegisteredPicture added = add(PictureType.DEFECT, "a", 1);

        RegisteredPicture burr =
                pictures().changeType(added.id(), PictureType.DEFECT, Optional.of("burr"), OTHER, LATER);
        assertThat(burr.defectCode()).contains("burr");
        assertThat(burr.regions()).isEqualTo(2);
        assertThat(pictures().regions(added.id())).isEqualTo(REGIONS);
        assertThat(lastEntry().changes()).containsExactly(FieldChange.of("defect_code", "hole", "burr"));

        RegisteredPicture test = pictures().changeType(added.id(), PictureType.TEST, Optional.empty(), OTHER, LATER);
        assertThat(test.defectCode()).isEmpty();
        assertThat(test.regions()).isEqualTo(2);
        assertThat(pictures().regions(added.id())).isEqualTo(REGIONS);
        assertThat(pictures().find(added.id())).contains(test);
        assertThat(lastEntry().changes())
                .containsExactly(
                        FieldChange.of("type", "defect", "test"),
                        new FieldChange("defect_code", Optional.of("burr"), Optional.empty()));

        RegisteredPicture again =
                pictures().changeType(added.id(), PictureType.DEFECT, Optional.of("hole"), OTHER, LATER);
        assertThat(again.regions()).isEqualTo(2);
        assertThat(lastEntry().changes())
                .containsExactly(
                        FieldChange.of("type", "test", "defect"),
                        new FieldChange("defect_code", Optional.empty(), Optional.of("hole")));
    }

    @Test
    void logsNothingWhereNothingChanges() {
        RegisteredPicture added = add(PictureType.DEFECT, "a", 1);
        int before = actions(20).size();

        assertThat(pictures().changeType(added.id(), PictureType.DEFECT, Optional.of("hole"), OTHER, LATER))
                .isEqualTo(added);
        assertThat(pictures().setActive(added.id(), true, OTHER, LATER)).isEqualTo(added);

        assertThat(pictures().regions(added.id())).isEqualTo(REGIONS);
        assertThat(actions(20)).hasSize(before);
    }

    @Test
    void refusesATypeThatDoesNotFit() {
        long id = add(PictureType.TEST, "a", 1).id();
        stores().defectTypes().setActive("prod1", "burr", false, ENGINEER, NOW);
        addType("prod2", "crack");

        assertRefused(
                () -> pictures().changeType(id, PictureType.DEFECT, Optional.of("burr"), OTHER, LATER),
                CatalogException.class,
                ErrorCode.DEFECT_TYPE_UNFIT);
        assertRefused(
                () -> pictures().changeType(id, PictureType.DEFECT, Optional.of("normal"), OTHER, LATER),
                CatalogException.class,
                ErrorCode.DEFECT_TYPE_UNFIT);
        assertRefused(
                () -> pictures().changeType(id, PictureType.DEFECT, Optional.of("crack"), OTHER, LATER),
                UnknownEntryException.class,
                ErrorCode.DEFECT_TYPE_UNKNOWN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pictures().changeType(id, PictureType.DEFECT, Optional.empty(), OTHER, LATER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pictures().changeType(id, PictureType.NORMAL, Optional.of("hole"), OTHER, LATER));
        assertThat(pictures().find(id))
                .get()
                .extracting(RegisteredPicture::type)
                .isEqualTo(PictureType.TEST);
    }

    @Test
    void replacesRegions() {
        RegisteredPicture added = add(PictureType.DEFECT, "a", 1);
        List<DefectRegion> regions = pictures().regions(added.id());
        assertThat(regions).hasSize(2);
        List<DefectRegion> one = List.of(new DefectRegion("burr", RegionShape.box(9, 9, 9, 9)));

        RegisteredPicture marked = pictures().setRegions(added.id(), one, OTHER, LATER);

        assertThat(marked.regions()).isEqualTo(1);
        assertThat(pictures().find(added.id())).contains(marked);
        assertThat(pictures().regions(added.id())).isEqualTo(one);
        assertThat(lastEntry())
                .isEqualTo(new AuditEntry(
                        LATER,
                        OTHER,
                        "picture.mark",
                        "picture:" + added.id(),
                        "a",
                        List.of(FieldChange.of(
                                "regions",
                                AuditRegions.of(regions),
                                "[{\"type\": \"burr\", \"box\": [9, 9, 9, 9]}]"))));
        assertThat(pictures().setRegions(added.id(), List.of(), OTHER, LATER).regions())
                .isZero();
        assertThat(pictures().regions(added.id())).isEmpty();
    }

    @Test
    void refusesRegionsThatDoNotFit() {
        long defect = add(PictureType.DEFECT, "a", 1).id();
        long test = add(PictureType.TEST, "b", 2).id();
        stores().defectTypes().setActive("prod1", "burr", false, ENGINEER, NOW);

        assertRefused(
                () -> pictures().setRegions(test, List.of(), OTHER, LATER),
                CatalogException.class,
                ErrorCode.DEFECT_TYPE_UNFIT);
        assertRefused(
                () -> pictures().setRegions(defect, REGIONS, OTHER, LATER),
                CatalogException.class,
                ErrorCode.DEFECT_TYPE_UNFIT);
        assertRefused(
                () -> pictures()
                        .setRegions(
                                defect,
                                List.of(new DefectRegion("nothing", RegionShape.box(0, 0, 1, 1))),
                                OTHER,
                                LATER),
                UnknownEntryException.class,
                ErrorCode.DEFECT_TYPE_UNKNOWN);
        assertThat(pictures().regions(defect)).isEqualTo(REGIONS);
    }

    @Test
    void retiresAndRestores() {
        RegisteredPicture added = add(PictureType.DEFECT, "a", 1);

        RegisteredPicture retired = pictures().setActive(added.id(), false, OTHER, LATER);
        assertThat(retired.active()).isFalse();
        assertThat(retired.regions()).isEqualTo(2);
        assertThat(pictures().find(added.id())).contains(retired);
        assertThat(pictures().findBySha256("prod1", content(1).sha256())).contains(retired);
        assertThat(pictures().setActive(added.id(), true, ENGINEER, LATER)).isEqualTo(added);
        assertThat(actions(2))
                .containsExactly(
                        "picture.restore picture:" + added.id() + " " + ENGINEER.name(),
                        "picture.retire picture:" + added.id() + " " + OTHER.name());
    }

    @Test
    void suppliesALostFileAnew() {
        RegisteredPicture added = add(PictureType.TEST, "a", 1);

        RegisteredPicture supplied = pictures().supply(added.id(), begin("new"), content(1), 640, 480, OTHER, LATER);

        assertThat(supplied.storageKey()).isEqualTo("new");
        assertThat(supplied.content()).isEqualTo(added.content());
        assertThat(pictures().find(added.id())).contains(supplied);
        assertThat(stores().uploads().giveUp("new")).isFalse();
        assertThat(stores().uploads().giveUpStale(Duration.ofDays(1), 10))
                .as("the file that was replaced is to be deleted")
                .containsExactly(added.storageKey());
        assertThat(lastEntry())
                .isEqualTo(new AuditEntry(
                        LATER,
                        OTHER,
                        "picture.supply",
                        "picture:" + added.id(),
                        "a",
                        List.of(FieldChange.of("storage_key", "k1", "new"))));
    }

    @Test
    void refusesAnotherFileThanTheOneThatWasLost() {
        RegisteredPicture added = add(PictureType.TEST, "a", 1);
        begin("new");
        stores().uploads().giveUp(begin("stale"));

        assertRefused(
                () -> pictures().supply(added.id(), "new", content(2), 640, 480, OTHER, LATER),
                CatalogException.class,
                ErrorCode.CHANGED_MEANWHILE);
        assertGivenUp(() -> pictures().supply(added.id(), "stale", content(1), 640, 480, OTHER, LATER));

        assertThat(pictures().find(added.id())).contains(added);
        assertThat(stores().uploads().giveUp("new")).isTrue();
    }

    @Test
    void knowsNoPictureThatIsNotThere() {
        begin("new");
        List<Callable<RegisteredPicture>> calls = List.of(
                () -> pictures().changeType(99, PictureType.TEST, Optional.empty(), OTHER, NOW),
                () -> pictures().setRegions(99, List.of(), OTHER, NOW),
                () -> pictures().setActive(99, false, OTHER, NOW),
                () -> pictures().supply(99, "new", content(1), 640, 480, OTHER, NOW));

        for (Callable<RegisteredPicture> call : calls) {
            assertRefused(call::call, UnknownEntryException.class, ErrorCode.PICTURE_UNKNOWN);
        }
        assertThat(stores().uploads().giveUp("new")).isTrue();
    }

    @Test
    void doesOneChangeAfterTheOther() throws Exception {
        for (int round = 0; round < 5; round++) {
            long id = add(PictureType.TEST, "t", round).id();
            Callable<RegisteredPicture> change =
                    () -> pictures().changeType(id, PictureType.NORMAL, Optional.empty(), OTHER, LATER);

            List<Outcome<RegisteredPicture>> outcomes = Race.run(List.of(change, change, change));

            assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
            assertThat(actions(100))
                    .filteredOn(("picture.change picture:" + id + " " + OTHER.name())::equals)
                    .hasSize(1);
        }
    }
}
