package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.PictureStore;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link PictureStore} has to keep when pictures are listed and searched. */
public abstract class PictureListContract extends StoreContract {
    /** For subclasses. */
    protected PictureListContract() {}

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
                                List.of()),
                        ENGINEER,
                        NOW);
    }

    private List<Long> list(PictureFilter filter) {
        return pictures().list(filter, PageRequest.first(100)).items().stream()
                .map(RegisteredPicture::id)
                .toList();
    }

    @Test
    void listsWhatTheFilterAsksFor() {
        long normal = add(PictureType.NORMAL, "a", 1).id();
        long test = add(PictureType.TEST, "b", 2).id();
        long hole = add(PictureType.DEFECT, "c", 3).id();
        long burr = add(PictureType.DEFECT, "d", 4).id();
        pictures().changeType(burr, PictureType.DEFECT, Optional.of("burr"), ENGINEER, NOW);
        long retired = add(PictureType.DEFECT, "e", 5).id();
        pictures().setActive(retired, false, ENGINEER, NOW);
        addPicture("prod2", 1);
        PictureFilter all = PictureFilter.of("prod1");

        assertThat(list(all)).containsExactly(normal, test, hole, burr);
        assertThat(list(all.includingRetired())).containsExactly(normal, test, hole, burr, retired);
        assertThat(list(all.type(PictureType.NORMAL))).containsExactly(normal);
        assertThat(list(all.type(PictureType.TEST))).containsExactly(test);
        assertThat(list(all.type(PictureType.DEFECT))).containsExactly(hole, burr);
        assertThat(list(all.defectCode("hole"))).containsExactly(hole);
        assertThat(list(all.defectCode("hole").includingRetired())).containsExactly(hole, retired);
        assertThat(list(all.type(PictureType.TEST).defectCode("hole"))).isEmpty();
        assertThat(list(all.defectCode("normal"))).isEmpty();
        assertThat(list(all.defectCode("' OR TRUE --"))).isEmpty();
        assertThat(list(PictureFilter.of("nothing"))).isEmpty();
    }

    @Test
    void givesBackTheSameRowsInEveryWay() {
        RegisteredPicture added = add(PictureType.DEFECT, "a", 1);

        assertThat(pictures()
                        .list(PictureFilter.of("prod1"), PageRequest.first(1))
                        .items())
                .containsExactly(added);
        assertThat(pictures().search(PictureFilter.of("prod1"), NameSearch.of("a", 1)))
                .containsExactly(added);
    }

    @Test
    void pagesById() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(add(PictureType.TEST, "t", i).id());
            addPicture("prod2", i);
        }
        PictureFilter filter = PictureFilter.of("prod1");

        for (int size = 1; size <= 8; size++) {
            List<Long> read = new ArrayList<>();
            PageRequest request = PageRequest.first(size);
            Page<RegisteredPicture> page = pictures().list(filter, request);
            page.items().forEach(picture -> read.add(picture.id()));
            while (page.next().isPresent()) {
                assertThat(page.items()).hasSize(size);
                page = pictures().list(filter, request.after(page.next().get()));
                assertThat(page.items()).isNotEmpty();
                page.items().forEach(picture -> read.add(picture.id()));
            }
            assertThat(read).isEqualTo(ids);
        }
    }

    @Test
    void goesOnAfterAPictureThatLeftTheFilter() {
        long first = add(PictureType.TEST, "a", 1).id();
        long second = add(PictureType.TEST, "b", 2).id();
        PictureFilter filter = PictureFilter.of("prod1").type(PictureType.TEST);
        PageRequest request = PageRequest.first(1);
        String next = pictures().list(filter, request).next().orElseThrow();

        pictures().setActive(first, false, ENGINEER, NOW);
        long third = add(PictureType.TEST, "c", 3).id();

        assertThat(pictures().list(filter, PageRequest.first(10).after(next)).items())
                .extracting(RegisteredPicture::id)
                .containsExactly(second, third);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "-0", "-01", "01", " 1", "1 ", "+1", "１", "1e3", "99999999999999999999", "1 OR TRUE"})
    void refusesACursorThatItNeverGave(String cursor) {
        add(PictureType.TEST, "a", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> pictures()
                        .list(PictureFilter.of("prod1"), PageRequest.first(10).after(cursor)))
                .withMessageContaining(cursor);
    }

    @Test
    void findsPicturesByFileNameWithinTheFilter() {
        String decomposed = Normalizer.normalize("기공_사진.JPG", Normalizer.Form.NFD);
        long first = add(PictureType.TEST, decomposed, 1).id();
        long second = add(PictureType.NORMAL, "기공_사진.jpg", 2).id();
        long longer = add(PictureType.TEST, "2026 기공_사진.jpg", 3).id();
        add(PictureType.TEST, "burr.png", 4);
        long retired = add(PictureType.TEST, "기공_사진.jpg", 5).id();
        pictures().setActive(retired, false, ENGINEER, NOW);
        PictureFilter all = PictureFilter.of("prod1");

        assertThat(search(all, "기공_사진.jpg", 10)).containsExactly(first, second, longer);
        assertThat(search(all.includingRetired(), "기공_사진.jpg", 10)).containsExactly(first, second, retired, longer);
        assertThat(search(all.type(PictureType.TEST), "기공_사진.jpg", 10)).containsExactly(first, longer);
        assertThat(search(all, "공_", 2)).containsExactly(first, second);
        assertThat(search(all, "%", 10)).isEmpty();
        assertThat(search(all.defectCode("hole"), "기공", 10)).isEmpty();
        assertThat(search(PictureFilter.of("prod2"), "기공", 10)).isEmpty();
    }

    private List<Long> search(PictureFilter filter, String text, int limit) {
        return pictures().search(filter, NameSearch.of(text, limit)).stream()
                .map(RegisteredPicture::id)
                .toList();
    }
}
