package io.defectsdk.core.internal.settings;

import io.defectsdk.SettingException;
import io.defectsdk.config.Setting;
import io.defectsdk.config.SettingKey;
import io.defectsdk.spi.SettingStore;

/** Settings in force, read from the database at each use, so that a change acts at once in every process. Thread-safe. */
public final class SettingValues {
    private final SettingStore settings;

    /** Of this store. */
    public SettingValues(SettingStore settings) {
        this.settings = settings;
    }

    /**
     * The value that was set, else the key's default; the default as well for a threshold that is not on the calibrated scale.
     *
     * @throws SettingException if what is stored is not of the key's type or range
     */
    public <T> T get(SettingKey<T> key) {
        return settings.find(key.name())
                .filter(setting -> !setting.unscaled())
                .map(setting -> read(setting, key))
                .orElse(key.defaultValue());
    }

    private static <T> T read(Setting setting, SettingKey<T> key) {
        String name = "the setting " + key.name();
        return key.checked(TypedJson.read(TypedJson.parse(setting.json(), name), key.type(), name));
    }
}
