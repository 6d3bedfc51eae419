package io.defectsdk.testing.memory;

import static java.util.Comparator.comparing;

import io.defectsdk.StoreException;
import io.defectsdk.spi.UploadStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that are being stored; pictures and manuals end their uploads with their own changes. */
final class InMemoryUploads implements UploadStore {
    private record Upload(String storageKey, Instant begunAt, boolean givenUp) {}

    private final Memory memory;
    /** In the order in which they began. */
    private final Map<String, Upload> uploads = new LinkedHashMap<>();

    InMemoryUploads(Memory memory) {
        this.memory = memory;
    }

    @Override
    public void begin(String storageKey) {
        memory.step(() -> {
            Upload upload = new Upload(storageKey, memory.clock.instant(), false);
            if (uploads.putIfAbsent(storageKey, upload) != null) {
                throw StoreException.failed(
                        "an upload with the key '" + storageKey + "' began before; use another key for each", null);
            }
            return upload;
        });
    }

    @Override
    public boolean giveUp(String storageKey) {
        return memory.step(() -> uploads.computeIfPresent(storageKey, (key, upload) -> givenUp(upload)) != null);
    }

    @Override
    public List<String> giveUpStale(Duration age, int limit) {
        int most = Memory.limit(limit);
        return memory.step(() -> {
            Instant latest = memory.clock.instant().minus(age);
            List<Upload> stale = uploads.values().stream()
                    .filter(upload -> upload.givenUp() || !upload.begunAt().isAfter(latest))
                    .sorted(comparing(Upload::givenUp).thenComparing(Upload::begunAt))
                    .limit(most)
                    .sorted(comparing(Upload::begunAt))
                    .toList();
            stale.forEach(upload -> uploads.put(upload.storageKey(), givenUp(upload)));
            return stale.stream().map(Upload::storageKey).toList();
        });
    }

    private static Upload givenUp(Upload upload) {
        return new Upload(upload.storageKey(), upload.begunAt(), true);
    }

    @Override
    public void forget(String storageKey) {
        memory.step(() -> uploads.computeIfPresent(storageKey, (key, upload) -> upload.givenUp() ? null : upload));
    }

    /** Refuses a file whose upload was given up, before anything is changed. */
    void require(String storageKey) {
        Upload upload = uploads.get(storageKey);
        if (upload == null || upload.givenUp()) {
            throw StoreException.unavailable(
                    "the upload of '" + storageKey + "' was given up as stale, maybe by another process; store the file"
                            + " again under another key",
                    null);
        }
    }

    /** Notes that a file is to be deleted: its picture has another one. */
    void abandon(String storageKey) {
        uploads.put(storageKey, new Upload(storageKey, memory.clock.instant(), true));
    }

    /** Nothing noted so far is deleted any more. */
    void clear() {
        uploads.clear();
    }

    /** Ends an upload: its file has a row. */
    void end(String storageKey) {
        uploads.remove(storageKey);
    }
}
