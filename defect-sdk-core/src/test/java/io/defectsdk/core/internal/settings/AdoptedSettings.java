package io.defectsdk.core.internal.settings;

import io.defectsdk.account.Actor;
import io.defectsdk.config.Setting;
import io.defectsdk.spi.SettingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings as somebody wrote them by hand, before there were rules. */
public final class AdoptedSettings implements SettingStore {
    private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<Params> params = new ArrayList<>();

    /** A setting, on no scale if it is a threshold. */
    public void setting(String key, String json, boolean unscaled) {
        settings.put(key, new Setting(key, json, Optional.empty(), unscaled, LONG_AGO, Optional.empty()));
    }

    /** A version in force. */
    public void params(Optional<String> productCode, String modelType, String json, boolean unscaled) {
        params.add(new Params(
                params.size() + 1L, productCode, modelType, 1, json, true, unscaled, LONG_AGO, Optional.empty()));
    }

    @Override
    public Optional<Setting> find(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public List<Setting> list() {
        return List.copyOf(settings.values());
    }

    @Override
    public Setting put(String key, String json, String description, Actor actor, Instant now) {
        throw new AssertionError("nothing is to be changed");
    }

    @Override
    public Optional<Params> activeParams(Optional<String> productCode, String modelType) {
        return paramsHistory(productCode, modelType).stream().findFirst();
    }

    @Override
    public List<Params> paramsHistory(Optional<String> productCode, String modelType) {
        return params.stream()
                .filter(row ->
                        row.productCode().equals(productCode) && row.modelType().equals(modelType))
                .toList();
    }

    @Override
    public Params putParams(
            Optional<String> productCode,
            String modelType,
            String json,
            OptionalInt expectedVersion,
            Actor actor,
            Instant now) {
        throw new AssertionError("nothing is to be changed");
    }
}
