package io.defectsdk.spi;

import java.time.Duration;
import java.util.List;

/**
 * Remembers files that are being stored and have no row yet, so that those of a process that died are found and removed; see
 * {@link Stores} for what all stores promise. A key is used for one upload only. The order that holds through every crash:
 * {@link #begin}, store the file, add the row (which ends the upload in the same transaction); or, to take it back:
 * {@link #giveUp}, delete the file, {@link #forget}.
 */
public interface UploadStore {
    /**
     * Notes a file that is about to be stored.
     *
     * @throws io.defectsdk.StoreException not retryable, if there is an upload with this key
     */
    void begin(String storageKey);

    /**
     * Gives up an upload, so that no row can refer to its file any more; one that was given up already stays so.
     *
     * @return false if there is none (any more): then the file is registered and must stay, or it is deleted already
     */
    boolean giveUp(String storageKey);

    /**
     * Gives up the uploads that began {@code age} or longer ago by the database's clock, and names them with those that
     * were given up and not forgotten, oldest first; their files are to be deleted.
     *
     * @param limit at most; of more, those that were not given up before come first
     */
    List<String> giveUpStale(Duration age, int limit);

    /** The file of an upload that was given up is deleted. */
    void forget(String storageKey);
}
