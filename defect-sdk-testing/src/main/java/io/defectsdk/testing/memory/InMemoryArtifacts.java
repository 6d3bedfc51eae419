package io.defectsdk.testing.memory;

import io.defectsdk.StoreException;
import io.defectsdk.spi.ArtifactStore;
import io.defectsdk.spi.Stores;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Content by its hash. */
final class InMemoryArtifacts implements ArtifactStore {
    private final Memory memory;

    InMemoryArtifacts(Memory memory) {
        this.memory = memory;
    }

    @Override
    public String put(String kind, byte[] content) {
        byte[] copy = content.clone();
        String hash = sha256(copy);
        return memory.step(() -> {
            memory.artifacts.putIfAbsent(hash, copy);
            memory.artifactKeys.remove(hash);
            return hash;
        });
    }

    @Override
    public void register(String kind, String sha256, long bytes, String storageKey) {
        String hash = Stores.checkSha256(sha256);
        memory.step(() -> memory.artifactKeys.put(hash, storageKey));
    }

    @Override
    public Optional<String> storageKey(String sha256) {
        String hash = Stores.checkSha256(sha256);
        return memory.step(() -> Optional.ofNullable(memory.artifactKeys.get(hash)));
    }

    @Override
    public byte[] get(String sha256) {
        String hash = Stores.checkSha256(sha256);
        return memory.step(() -> {
            byte[] content = memory.artifacts.get(hash);
            if (content == null) {
                String key = memory.artifactKeys.get(hash);
                throw StoreException.failed(
                        key == null
                                ? "the artifact " + sha256 + " is not stored; deploy again"
                                : "the artifact " + sha256
                                        + " lies outside the database; read it from the storage, key " + key,
                        null);
            }
            return content.clone();
        });
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
