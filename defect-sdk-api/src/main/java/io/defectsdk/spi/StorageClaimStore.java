package io.defectsdk.spi;

import java.util.Optional;
import java.util.UUID;

/**
 * Remembers which storage outside the database holds the files of this database; see {@link Stores} for what all stores promise.
 * The storage's id lies in the storage, too: where the two differ, somebody's files are at stake.
 */
public interface StorageClaimStore {
    /**
     * What a database says of its storage.
     *
     * @param storageId the storage's id
     * @param marked whether that id was written into the storage
     * @param copied whether another database said so, of which this one is a copy: a dump that was restored, for one
     */
    record Claim(UUID storageId, boolean marked, boolean copied) {}

    /** The claim; empty where files never lay outside the database. */
    Optional<Claim> find();

    /**
     * Claims a storage that is about to be marked, in the place of the one claimed before. With that one go the notes of
     * {@link UploadStore}: nothing is deleted any more by what was noted for another storage, or by another database.
     *
     * @param before the storage that was claimed before; empty for none
     * @return false, with nothing done, if the claim is another one by now: some other process was quicker
     */
    boolean claim(Optional<UUID> before, UUID storageId);

    /** Notes that a storage was marked; nothing if it is not claimed any more. */
    void marked(UUID storageId);
}
