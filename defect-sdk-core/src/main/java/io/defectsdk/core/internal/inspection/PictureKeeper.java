package io.defectsdk.core.internal.inspection;

import io.defectsdk.StorageException;
import io.defectsdk.config.ImageStorage;
import io.defectsdk.config.PictureRetention;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.DirectoryPictureStore;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.spi.PictureStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps inspected pictures, as far as the retention says so. Thread-safe. */
public final class PictureKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(PictureKeeper.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final @Nullable PictureStore store;
    private final PictureRetention retention;

    /** Into this storage. */
    public PictureKeeper(ImageStorage storage, PictureRetention retention) {
        this.store = store(storage);
        this.retention = retention;
    }

    private static @Nullable PictureStore store(ImageStorage storage) {
        if (storage instanceof ImageStorage.Directory directory) {
            return new DirectoryPictureStore(directory.path());
        }
        return storage instanceof ImageStorage.Custom custom ? custom.store() : null;
    }

    /**
     * What became of a picture.
     *
     * @param key its storage key, if it is kept
     * @param failure why it is not kept although it should be
     */
    record Outcome(Optional<String> key, Optional<String> failure) {}

    Outcome keep(String productCode, Verdict verdict, DecodedPicture picture, UUID inspection, Instant at) {
        if (store == null || !retention.rule(productCode).keeps(verdict, picture.sha256())) {
            return new Outcome(Optional.empty(), Optional.empty());
        }
        // the id alone: product codes may hold anything, keys may not
        String key = "inspections/" + DAY.format(at) + "/" + inspection + "." + picture.extension();
        try {
            store.put(key, picture.file());
            return new Outcome(Optional.of(key), Optional.empty());
        } catch (StorageException e) {
            LOG.warn("inspection {}: {}", inspection, e.getMessage());
            return new Outcome(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("inspection {}: the picture storage failed", inspection, e);
            return new Outcome(Optional.empty(), Optional.of("the picture storage failed: " + e));
        }
    }
}
