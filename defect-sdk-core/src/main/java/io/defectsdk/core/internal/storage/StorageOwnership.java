package io.defectsdk.core.internal.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.core.internal.concurrent.Patience;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.StorageClaimStore;
import io.defectsdk.spi.StorageClaimStore.Claim;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a storage outside the database holds the files of one database. A copy of a database that was opened on the
 * original's storage would delete files there that it takes for its own: the storage is marked with an id, which the database
 * knows. Thread-safe.
 */
public final class StorageOwnership {
    /** Where a storage says what it is. */
    static final String KEY = "installation.txt";

    private static final Logger LOG = LoggerFactory.getLogger(StorageOwnership.class);
    private static final int ID_LENGTH = 36;

    /** Of several processes that open a new database at once, each is slower than one other at most. */
    private static final int ATTEMPTS = 10;

    private final ObjectStore storage;
    private final StorageClaimStore claims;
    private final Optional<UUID> takenOver;
    private volatile boolean shown;

    /**
     * Of this storage, which lies outside the database.
     *
     * @param takenOver the id that an admin names to make a storage this database's that is not
     */
    public StorageOwnership(ObjectStore storage, StorageClaimStore claims, Optional<UUID> takenOver) {
        this.storage = storage;
        this.claims = claims;
        this.takenOver = takenOver;
    }

    /**
     * Looks, and claims what nobody claimed. A storage or database that is away, hangs or fails in any other way is looked at when
     * files are stored first: what does not need it must start without it.
     *
     * @param patience how long a storage that hangs is waited for
     * @throws StorageException {@code STORAGE_FOREIGN}
     */
    public void look(Duration patience) {
        Optional<Throwable> failure;
        try (Patience waiting = new Patience("defect-sdk-storage", patience)) {
            failure = waiting.attempt(this::require);
        }
        if (failure.isPresent()) {
            if (failure.get() instanceof StorageException refusal && refusal.code() == ErrorCode.STORAGE_FOREIGN) {
                throw refusal;
            }
            LOG.warn(
                    "whether the storage is this database's cannot be seen now: {}",
                    failure.get().toString());
        }
    }

    /**
     * Does nothing where the storage is this database's.
     *
     * @throws StorageException {@code STORAGE_FOREIGN} if it is not
     */
    public void require() {
        for (int i = 0; !shown && i < ATTEMPTS; i++) {
            shown = isOurs();
        }
        if (!shown) {
            throw new StorageException("other processes claim the storage over and over; open the SDK again", null);
        }
    }

    /** False if the claim changed meanwhile. */
    private boolean isOurs() {
        Optional<Claim> claim = claims.find();
        Optional<UUID> found = mark();
        if (claim.isPresent() && !claim.get().copied()) {
            UUID claimed = claim.get().storageId();
            boolean same = found.isPresent() && found.get().equals(claimed);
            if (same && claim.get().marked()) {
                return true;
            }
            if (same || (found.isEmpty() && !claim.get().marked())) { // somebody is at it, or died over it
                mark(claimed);
                return true;
            }
        }
        Optional<UUID> named = found.or(() -> claim.map(Claim::storageId));
        boolean nobodys = found.isEmpty() && claim.map(Claim::copied).orElse(true);
        if (!nobodys && !(takenOver.isPresent() && takenOver.equals(named))) {
            throw foreign(claim, found, named.orElseThrow());
        }
        UUID id = UUID.randomUUID();
        if (!claims.claim(claim.map(Claim::storageId), id)) {
            return false;
        }
        mark(id);
        LOG.info("the storage belongs to this database from now on, by the id {}", id);
        return true;
    }

    private void mark(UUID id) {
        String text =
                id + "\nThe files here belong to the one database of Defect SDK that knows this id. Keep this file, and"
                        + " move it with the others.\n";
        storage.put(KEY, new ByteArrayInputStream(text.getBytes(UTF_8)));
        claims.marked(id);
    }

    private Optional<UUID> mark() {
        try (InputStream content = storage.open(KEY).orElse(null)) {
            return content == null
                    ? Optional.empty()
                    : Optional.of(UUID.fromString(new String(content.readNBytes(ID_LENGTH), UTF_8)));
        } catch (IOException e) {
            throw new StorageException("the file " + KEY + " cannot be read from storage: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new StorageException(
                    ErrorCode.STORAGE_FOREIGN,
                    "the file " + KEY
                            + " in storage does not begin with the id of a storage: restore it from a backup, or"
                            + " give the builder another storage",
                    e);
        }
    }

    private static StorageException foreign(Optional<Claim> claim, Optional<UUID> found, UUID named) {
        String remedy;
        if (found.isEmpty()) {
            remedy = "the files of this database lie in the storage " + named + ", but the one that was given has no "
                    + KEY + ": give the builder the storage that has it (is its disk mounted?)";
        } else if (claim.map(Claim::copied).orElse(false)) {
            remedy = "this database is a copy of another one, whose files lie in the storage "
                    + claim.get().storageId()
                    + ", and the one that was given is marked " + named
                    + ": give the builder a storage of its own for the copy, an empty directory for one";
        } else {
            remedy = "the storage that was given is marked " + named
                    + ", and belongs to another database; this one's is "
                    + claim.map(Claim::storageId).map(UUID::toString).orElse("none yet")
                    + ": give the builder a storage of this database's own";
        }
        return new StorageException(
                ErrorCode.STORAGE_FOREIGN,
                remedy
                        + "; if this database shall have it from now on, and nothing else works with it any more, open it"
                        + " once with takeOverStorage(UUID.fromString(\"" + named + "\"))",
                null);
    }
}
