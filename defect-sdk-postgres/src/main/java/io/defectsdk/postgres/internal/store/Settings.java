package io.defectsdk.postgres.internal.store;

import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.config.Setting;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.SettingStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Settings; {@link ParamVersions} does the rest. Values are compared as jsonb compares them: 0.9 is 0.90. */
final class Settings implements SettingStore {
    /** Rows of a hand-made database may name a user of ours instead of writing a name, or nobody at all. */
    private static final String SELECT = """
            SELECT s.config_key, s.config_value::text AS config_value, s.description, s.unscaled, s.updated_at,
                   COALESCE(s.updated_by_name, u.username) AS updated_by_name
            FROM <schema>.system_config s
            LEFT JOIN <schema>.users u ON u.user_id = s.updated_by
            """;

    private static final RowMapper<Setting> SETTING = (row, context) -> new Setting(
            row.getString("config_key"),
            row.getString("config_value"),
            Columns.optionalText(row, "description"),
            row.getBoolean("unscaled"),
            Columns.time(row, "updated_at"),
            Columns.optionalText(row, "updated_by_name"));

    private final Database database;
    private final ParamVersions params;

    Settings(Database database) {
        this.database = database;
        this.params = new ParamVersions(database);
    }

    @Override
    public Optional<Setting> find(String key) {
        return Columns.canHold(key) ? database.with("find the setting", handle -> find(handle, key)) : Optional.empty();
    }

    private static Optional<Setting> find(Handle handle, String key) {
        return handle.createQuery(SELECT + "WHERE s.config_key = :key")
                .bind("key", key)
                .map(SETTING)
                .findOne();
    }

    @Override
    public List<Setting> list() {
        return database.with(
                "list the settings", handle -> handle.createQuery(SELECT + "ORDER BY s.config_key COLLATE \"C\"")
                        .map(SETTING)
                        .list());
    }

    @Override
    public Setting put(String key, String json, String description, Actor actor, Instant now) {
        return database.inTransaction("set the setting", handle -> {
            // of two processes that add the same setting, the second waits here and then finds it there
            boolean added = handle.createUpdate("""
                                    INSERT INTO <schema>.system_config
                                        (config_key, config_value, description, updated_at, updated_by, updated_by_name)
                                    VALUES (:key, CAST(:json AS jsonb), :description, :now, :actor, :actorName)
                                    ON CONFLICT (config_key) DO NOTHING
                                    """)
                            .bind("key", key)
                            .bind("json", json)
                            .bind("description", description)
                            .bind("now", Columns.time(now))
                            .bind("actor", Columns.accountId(actor))
                            .bind("actorName", actor.name())
                            .execute()
                    == 1;
            Optional<String> before = Optional.empty();
            if (!added) {
                Setting old = lock(handle, key);
                if (!change(handle, old, json, actor, now)) {
                    return old;
                }
                before = Optional.of(old.json());
            }
            Setting set = find(handle, key).orElseThrow();
            FieldChange change = new FieldChange("value", before, Optional.of(set.json()));
            AuditLog.write(
                    handle,
                    new AuditEntry(now, actor, "setting.change", AuditSubjects.setting(key), "", List.of(change)));
            return set;
        });
    }

    private static Setting lock(Handle handle, String key) {
        return handle.createQuery(SELECT + "WHERE s.config_key = :key FOR NO KEY UPDATE OF s")
                .bind("key", key)
                .map(SETTING)
                .one();
    }

    /** Whether anything is another one. */
    private static boolean change(Handle handle, Setting old, String json, Actor actor, Instant now) {
        return handle.createUpdate("""
                                UPDATE <schema>.system_config
                                SET config_value = CAST(:json AS jsonb), unscaled = FALSE, updated_at = :now,
                                    updated_by = :actor, updated_by_name = :actorName
                                WHERE config_key = :key AND (config_value <> CAST(:json AS jsonb) OR unscaled)
                                """)
                        .bind("json", json)
                        .bind("now", Columns.time(now))
                        .bind("actor", Columns.accountId(actor))
                        .bind("actorName", actor.name())
                        .bind("key", old.key())
                        .execute()
                == 1;
    }

    @Override
    public Optional<Params> activeParams(Optional<String> productCode, String modelType) {
        return params.active(productCode, modelType);
    }

    @Override
    public List<Params> paramsHistory(Optional<String> productCode, String modelType) {
        return params.history(productCode, modelType);
    }

    @Override
    public Params putParams(
            Optional<String> productCode,
            String modelType,
            String json,
            OptionalInt expectedVersion,
            Actor actor,
            Instant now) {
        return params.put(productCode, modelType, json, expectedVersion, actor, now);
    }
}
