package io.defectsdk.testing.memory;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.config.Setting;
import io.defectsdk.config.SettingKey;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.SettingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Settings and model parameters. JSON is given back as it was put. */
final class InMemorySettings implements SettingStore {
    private final Memory memory;
    private final Map<String, Setting> settings = new TreeMap<>(CodePoints::compare);
    /** Oldest first. */
    private final List<Params> params = new ArrayList<>();

    InMemorySettings(Memory memory) {
        this.memory = memory;
        for (SettingKey<?> key : SettingKey.standard()) {
            settings.put(
                    key.name(),
                    new Setting(
                            key.name(),
                            Json.write(key.defaultValue()),
                            Optional.of(key.description()),
                            false,
                            Instant.EPOCH,
                            Optional.empty()));
        }
    }

    @Override
    public Optional<Setting> find(String key) {
        return memory.step(() -> Optional.ofNullable(settings.get(key)));
    }

    @Override
    public List<Setting> list() {
        return memory.step(() -> List.copyOf(settings.values()));
    }

    @Override
    public Setting put(String key, String json, String description, Actor actor, Instant now) {
        Json.check(json);
        return memory.step(() -> {
            Optional<Setting> old = Optional.ofNullable(settings.get(key));
            if (old.isPresent() && !old.get().unscaled() && Json.same(old.get().json(), json)) {
                return old.get();
            }
            Setting set = new Setting(
                    key,
                    json,
                    old.map(Setting::description).orElse(Optional.of(description)),
                    false,
                    Memory.micros(now),
                    Optional.of(actor.name()));
            settings.put(key, set);
            FieldChange change = new FieldChange("value", old.map(Setting::json), Optional.of(json));
            memory.audit(new AuditEntry(now, actor, "setting.change", AuditSubjects.setting(key), "", List.of(change)));
            return set;
        });
    }

    @Override
    public Optional<Params> activeParams(Optional<String> productCode, String modelType) {
        return memory.step(() ->
                history(productCode, modelType).stream().filter(Params::active).findFirst());
    }

    @Override
    public List<Params> paramsHistory(Optional<String> productCode, String modelType) {
        return memory.step(() -> history(productCode, modelType));
    }

    private List<Params> history(Optional<String> productCode, String modelType) {
        List<Params> newestFirst = new ArrayList<>();
        for (Params version : params) {
            if (version.productCode().equals(productCode) && version.modelType().equals(modelType)) {
                newestFirst.add(0, version);
            }
        }
        return newestFirst;
    }

    @Override
    public Params putParams(
            Optional<String> productCode,
            String modelType,
            String json,
            OptionalInt expectedVersion,
            Actor actor,
            Instant now) {
        Json.checkObject(json);
        return memory.step(() -> {
            productCode.ifPresent(memory::product);
            List<Params> history = history(productCode, modelType);
            Optional<Params> old = history.stream().filter(Params::active).findFirst();
            expectedVersion.ifPresent(expected ->
                    requireInForce(expected, old.map(Params::version).orElse(0), productCode, modelType));
            Params added = new Params(
                    params.size() + 1L,
                    productCode,
                    modelType,
                    history.isEmpty() ? 1 : history.get(0).version() + 1,
                    json,
                    true,
                    false,
                    Memory.micros(now),
                    Optional.of(actor.name()));
            List<FieldChange> changes = Json.changes(old.map(Params::json).orElse("{}"), json);
            params.replaceAll(
                    version -> old.isPresent() && version.id() == old.get().id() ? retired(version) : version);
            params.add(added);
            memory.audit(new AuditEntry(
                    now,
                    actor,
                    "params.change",
                    AuditSubjects.params(productCode, modelType),
                    "version " + added.version(),
                    changes));
            return added;
        });
    }

    private static void requireInForce(int expected, int inForce, Optional<String> productCode, String modelType) {
        if (expected != inForce) {
            throw new CatalogException(
                    ErrorCode.CHANGED_MEANWHILE,
                    "version " + expected + " of the " + modelType + " params of "
                            + productCode
                                    .map(code -> "the product '" + code + "'")
                                    .orElse("all products")
                            + " was expected to be in force (0: none), but " + inForce
                            + " is: somebody changed them after they were read; read them again",
                    null);
        }
    }

    private static Params retired(Params version) {
        return new Params(
                version.id(),
                version.productCode(),
                version.modelType(),
                version.version(),
                version.json(),
                false,
                version.unscaled(),
                version.createdAt(),
                version.createdBy());
    }
}
