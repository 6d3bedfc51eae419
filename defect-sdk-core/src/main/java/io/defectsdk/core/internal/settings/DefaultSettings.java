package io.defectsdk.core.internal.settings;

import static java.util.Objects.requireNonNull;

import io.defectsdk.account.Actor;
import io.defectsdk.config.ModelParams;
import io.defectsdk.config.ParamsVersion;
import io.defectsdk.config.Setting;
import io.defectsdk.config.SettingKey;
import io.defectsdk.config.Settings;
import io.defectsdk.core.internal.account.AdminCalls;
import io.defectsdk.core.internal.account.Permissions;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.SettingStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** See {@link Settings}. */
public final class DefaultSettings implements Settings {
    private final Gate gate;
    private final SettingStore settings;
    private final SettingValues values;
    private final EffectiveParams effective;
    private final AdminCalls admins;
    private final Clock clock;

    /** On this store. */
    public DefaultSettings(
            Gate gate, SettingStore settings, EffectiveParams effective, Permissions permissions, Clock clock) {
        this.gate = gate;
        this.settings = settings;
        this.values = new SettingValues(settings);
        this.effective = effective;
        this.admins = new AdminCalls(gate, permissions);
        this.clock = clock;
    }

    @Override
    public <T> T get(SettingKey<T> key) {
        requireNonNull(key, "key");
        return gate.call(() -> values.get(key));
    }

    @Override
    public <T> void set(SettingKey<T> key, T value, Actor actor) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        admins.call(actor, "setting.change", AuditSubjects.setting(key.name()), () -> {
            String json = TypedJson.write(key.checked(value), "the setting " + key.name());
            return settings.put(key.name(), json, key.description(), actor, clock.instant());
        });
    }

    @Override
    public List<Setting> all() {
        return gate.call(settings::list);
    }

    @Override
    public <P extends ModelParams> P effectiveParams(String productCode, Class<P> type) {
        requireNonNull(productCode, "productCode");
        requireNonNull(type, "type");
        return gate.call(() -> effective.of(productCode, type));
    }

    @Override
    public <P extends ModelParams> ParamsVersion<P> setParams(String productCode, P params, Actor actor) {
        return put(Optional.of(requireNonNull(productCode, "productCode")), params, OptionalInt.empty(), actor);
    }

    @Override
    public <P extends ModelParams> ParamsVersion<P> setParams(
            String productCode, P params, int expectedVersion, Actor actor) {
        return put(Optional.of(requireNonNull(productCode, "productCode")), params, version(expectedVersion), actor);
    }

    @Override
    public <P extends ModelParams> ParamsVersion<P> setDefaultParams(P params, Actor actor) {
        return put(Optional.empty(), params, OptionalInt.empty(), actor);
    }

    @Override
    public <P extends ModelParams> ParamsVersion<P> setDefaultParams(P params, int expectedVersion, Actor actor) {
        return put(Optional.empty(), params, version(expectedVersion), actor);
    }

    private static OptionalInt version(int expected) {
        if (expected < 0) {
            throw new IllegalArgumentException("the expected version must be 0 (none) or more, but is " + expected);
        }
        return OptionalInt.of(expected);
    }

    private <P extends ModelParams> ParamsVersion<P> put(
            Optional<String> productCode, P params, OptionalInt expectedVersion, Actor actor) {
        ParamsKind<P> kind = ParamsKind.of(requireNonNull(params, "params"));
        String subject = AuditSubjects.params(productCode, kind.name());
        return admins.call(
                actor,
                "params.change",
                subject,
                () -> kind.version(settings.putParams(
                        productCode, kind.name(), kind.write(params), expectedVersion, actor, clock.instant())));
    }

    @Override
    public <P extends ModelParams> Optional<ParamsVersion<P>> params(String productCode, Class<P> type) {
        return active(Optional.of(requireNonNull(productCode, "productCode")), type);
    }

    @Override
    public <P extends ModelParams> Optional<ParamsVersion<P>> defaultParams(Class<P> type) {
        return active(Optional.empty(), type);
    }

    private <P extends ModelParams> Optional<ParamsVersion<P>> active(Optional<String> productCode, Class<P> type) {
        ParamsKind<P> kind = ParamsKind.of(requireNonNull(type, "type"));
        return gate.call(() -> settings.activeParams(productCode, kind.name()).map(kind::version));
    }

    @Override
    public <P extends ModelParams> List<ParamsVersion<P>> paramsHistory(String productCode, Class<P> type) {
        return history(Optional.of(requireNonNull(productCode, "productCode")), type);
    }

    @Override
    public <P extends ModelParams> List<ParamsVersion<P>> defaultParamsHistory(Class<P> type) {
        return history(Optional.empty(), type);
    }

    private <P extends ModelParams> List<ParamsVersion<P>> history(Optional<String> productCode, Class<P> type) {
        ParamsKind<P> kind = ParamsKind.of(requireNonNull(type, "type"));
        return gate.call(() -> settings.paramsHistory(productCode, kind.name()).stream()
                .map(kind::listed)
                .toList());
    }
}
