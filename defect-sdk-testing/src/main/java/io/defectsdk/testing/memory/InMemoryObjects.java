package io.defectsdk.testing.memory;

import io.defectsdk.StorageException;
import io.defectsdk.spi.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files by their keys. */
final class InMemoryObjects implements ObjectStore {
    private final Memory memory;
    private final Map<String, byte[]> objects = new HashMap<>();

    InMemoryObjects(Memory memory) {
        this.memory = memory;
    }

    @Override
    public void put(String key, InputStream content) {
        ObjectStore.checkKey(key);
        byte[] bytes = read(key, content);
        memory.step(() -> objects.put(key, bytes));
    }

    private static byte[] read(String key, InputStream content) {
        try {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new StorageException("what is to be stored as " + key + " cannot be read to its end: " + e, e);
        }
    }

    @Override
    public Optional<InputStream> open(String key) {
        ObjectStore.checkKey(key);
        return memory.step(() -> Optional.ofNullable(objects.get(key)).map(ByteArrayInputStream::new));
    }

    @Override
    public boolean delete(String key) {
        ObjectStore.checkKey(key);
        return memory.step(() -> objects.remove(key) != null);
    }
}
