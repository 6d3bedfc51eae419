package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.DefectSdk;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.catalog.FolderProgress;
import io.defectsdk.catalog.FolderReport;
import io.defectsdk.catalog.FolderReport.Outcome;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.Storage;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** As many pictures as a plant has after some years. */
@Timeout(600)
class ManyPicturesIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyPicturesIT.class);
    private static final int FILES = 10_000;
    private static final int SUSPICIOUS = 1_000;
    private static final PictureFilter ALL = PictureFilter.of(Plant.PRODUCT);

    @TempDir
    private Path directory;

    @Test
    void areAddedListedAndFound() throws Exception {
        Path folder = SmallPictures.folder(directory.resolve("folder"), FILES, ManyPicturesIT::name);
        try (TestDatabase database = TestDatabase.create();
                DefectSdk sdk = DefectSdk.builder()
                        .database(database.options())
                        .storage(Storage.directory(directory.resolve("storage")))
                        .build()) {
            Plant.addProduct(sdk);
            List<Long> ids = add(sdk, folder);
            search(sdk);
            listWhileOthersAddAndRetire(sdk, ids);
        }
    }

    private static String name(int number) {
        String what = number % SUSPICIOUS == 0 ? "기공의심" : "주조양품";
        return String.format(Locale.ROOT, "%s_%05d.bmp", what, number);
    }

    private static List<Long> add(DefectSdk sdk, Path folder) {
        List<FolderProgress> seen = new ArrayList<>(); // told one after the other
        long start = System.nanoTime();
        FolderReport report = sdk.pictures()
                .addFolder(PictureFolder.normal(Plant.PRODUCT, folder), Plant.ENGINEER)
                .onProgress(seen::add)
                .join();
        double seconds = (System.nanoTime() - start) / 1e9;
        LOG.info("{} pictures in {} s, {} a second", FILES, Math.round(seconds), Math.round(FILES / seconds));

        assertThat(report.total()).isEqualTo(FILES);
        assertThat(report.cancelled()).isFalse();
        assertThat(report.files()).hasSize(FILES).allMatch(entry -> entry.outcome() == Outcome.ADDED);
        assertThat(report.files()).extracting(entry -> entry.file().toString()).isSorted();
        assertThat(seen.get(seen.size() - 1).done()).isEqualTo(FILES);
        assertThat(seen).extracting(FolderProgress::done).isSorted();
        assertThat(seen)
                .allMatch(progress -> progress.total() == FILES)
                .allMatch(progress -> progress.added() == progress.done())
                .allMatch(progress -> progress.duplicates() + progress.refused() == 0);
        return report.files().stream()
                .map(entry -> entry.pictureId().orElseThrow())
                .toList();
    }

    private static void search(DefectSdk sdk) {
        List<String> suspicious = IntStream.range(0, FILES / SUSPICIOUS)
                .mapToObj(i -> name(i * SUSPICIOUS))
                .toList();
        assertThat(sdk.pictures().search(ALL, "공의심", 100))
                .as("within a name")
                .extracting(RegisteredPicture::fileName)
                .containsExactlyElementsOf(suspicious);
        assertThat(sdk.pictures().search(ALL, "기공의심", 3))
                .as("the best")
                .extracting(RegisteredPicture::fileName)
                .containsExactlyElementsOf(suspicious.subList(0, 3));
        assertThat(sdk.pictures().search(ALL, "기공의삼_03000.bmp", 1))
                .as("with a typing error")
                .extracting(RegisteredPicture::fileName)
                .containsExactly(name(3_000));
        assertThat(sdk.pictures().search(ALL, "주조", 100)).hasSize(100);
        assertThat(sdk.pictures().search(ALL, "균열", 100)).isEmpty();
    }

    private static void listWhileOthersAddAndRetire(DefectSdk sdk, List<Long> ids) throws Exception {
        Set<Long> retired = ConcurrentHashMap.newKeySet();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> changes = other.submit(() -> addAndRetire(sdk, ids, retired, stop));
            List<Long> active = listed(sdk, ALL);
            List<Long> all = listed(sdk, ALL.includingRetired());
            stop.set(true);
            assertThat(changes.get()).as("pictures added and retired meanwhile").isPositive();

            assertThat(active).as("in order, none twice").isSorted().doesNotHaveDuplicates();
            assertThat(all).as("in order, none twice").isSorted().doesNotHaveDuplicates();
            assertThat(new HashSet<>(all)).containsAll(ids);
            Set<Long> untouched = new HashSet<>(ids);
            untouched.removeAll(retired);
            assertThat(new HashSet<>(active)).containsAll(untouched);
            assertThat(new HashSet<>(listed(sdk, ALL))).doesNotContainAnyElementsOf(retired);
        } finally {
            stop.set(true);
            other.shutdown();
        }
    }

    private static int addAndRetire(DefectSdk sdk, List<Long> ids, Set<Long> retired, AtomicBoolean stop) {
        int count = 0;
        while (!stop.get() && count < 1_000) {
            Picture added = Picture.of(SmallPictures.bmp(FILES + count), "새_" + count + ".bmp");
            sdk.pictures().add(NewPicture.normal(Plant.PRODUCT, added), Plant.ENGINEER);
            long id = ids.get(count * 37 % FILES);
            retired.add(id);
            sdk.pictures().retire(id, Plant.ENGINEER);
            count++;
        }
        return count;
    }

    private static List<Long> listed(DefectSdk sdk, PictureFilter filter) {
        return Page.stream(page -> sdk.pictures().list(filter, page), PageRequest.first(97))
                .map(RegisteredPicture::id)
                .toList();
    }
}
