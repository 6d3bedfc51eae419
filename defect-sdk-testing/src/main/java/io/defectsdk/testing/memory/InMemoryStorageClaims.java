package io.defectsdk.testing.memory;

import io.defectsdk.spi.StorageClaimStore;
import java.util.Optional;
import java.util.UUID;

/** Where files lie; nobody copies what is in memory. */
final class InMemoryStorageClaims implements StorageClaimStore {
    private final Memory memory;
    private Optional<Claim> claim = Optional.empty();

    InMemoryStorageClaims(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<Claim> find() {
        return memory.step(() -> claim);
    }

    @Override
    public boolean claim(Optional<UUID> before, UUID storageId) {
        return memory.step(() -> {
            if (!claim.map(Claim::storageId).equals(before)) {
                return false;
            }
            claim = Optional.of(new Claim(storageId, false, false));
            if (before.isPresent()) {
                memory.uploads.clear();
            }
            return true;
        });
    }

    @Override
    public void marked(UUID storageId) {
        memory.step(() -> claim = claim.map(
                there -> there.storageId().equals(storageId) ? new Claim(storageId, true, there.copied()) : there));
    }
}
