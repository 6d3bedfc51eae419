package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.DefectSdk;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.RegisteredPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What rows say and what lies in storage, which must be the same in the end, whatever happened in between. */
final class StoredFiles {
    private StoredFiles() {}

    /** The files of a storage directory by their keys, without those that are being written and its own mark. */
    static List<String> keys(Path storage) throws IOException {
        return files(storage).stream()
                .filter(key -> !key.startsWith(".") && !key.equals("installation.txt"))
                .toList();
    }

    /** The files that are being written, or were when their process died. */
    static List<String> parts(Path storage) throws IOException {
        return files(storage).stream().filter(key -> key.startsWith(".")).toList();
    }

    private static List<String> files(Path storage) throws IOException {
        try (Stream<Path> files = Files.walk(storage)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> storage.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** All pictures of {@link Plant#PRODUCT}, page by page. */
    static List<RegisteredPicture> rows(DefectSdk sdk) {
        PictureFilter all = PictureFilter.of(Plant.PRODUCT).includingRetired();
        return Page.stream(page -> sdk.pictures().list(all, page), PageRequest.first(100))
                .toList();
    }

    /** Each picture is registered once and wholly, each file belongs to one, and nothing is left to be done. */
    static void requireWhole(DefectSdk sdk, DataSource database, List<String> keys, int pictures) {
        List<RegisteredPicture> rows = rows(sdk);
        assertThat(rows).hasSize(pictures);
        assertThat(rows)
                .extracting(row -> row.content().orElseThrow().sha256())
                .as("each picture once")
                .doesNotHaveDuplicates();
        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(RegisteredPicture::storageKey).toList());
        assertThat(sdk.pictures().verify(Plant.PRODUCT))
                .as("what is wrong with files")
                .isEmpty();
        assertThat(Sql.column(database, "SELECT storage_key FROM defect_sdk.uploads"))
                .as("uploads that have not ended")
                .isEmpty();
        List<String> recorded =
                sdk.audit().entries(AuditQuery.all().action("picture.add"), PageRequest.first(1_000)).items().stream()
                        .map(AuditEntry::subject)
                        .toList();
        assertThat(recorded)
                .as("each addition recorded once")
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(row -> "picture:" + row.id()).toList());
    }

    /** Lets an hour pass for what was begun: who began it counts as dead. */
    static void age(DataSource database) {
        Sql.execute(database, "UPDATE defect_sdk.uploads SET begun_at = begun_at - INTERVAL '1 hour'");
    }
}
