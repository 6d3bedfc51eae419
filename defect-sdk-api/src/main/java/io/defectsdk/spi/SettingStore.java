package io.defectsdk.spi;

import io.defectsdk.account.Actor;
import io.defectsdk.config.Setting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps settings and model parameters as JSON; see {@link Stores} for what all stores promise. New stores hold the data model's
 * seven settings with the defaults of {@link io.defectsdk.config.SettingKey}.
 */
public interface SettingStore {
    /** One setting. */
    Optional<Setting> find(String key);

    /** All settings, ordered by key, by Unicode code point. */
    List<Setting> list();

    /**
     * Sets a value, on the calibrated scale from now on; audit action {@code setting.change}, subject {@code setting:<key>},
     * field {@code value}. The same value again is logged only where the setting was {@link Setting#unscaled()}.
     *
     * @param json a JSON value
     * @param description kept when the setting is new; an old one keeps its own
     */
    Setting put(String key, String json, String description, Actor actor, Instant now);

    /**
     * One version of parameters.
     *
     * @param id the database's key
     * @param productCode the product; empty: for all
     * @param modelType {@code clip}, {@code patchcore}, {@code llm} or {@code preprocessing}
     * @param version 1 for the first of its product and type
     * @param json a JSON object
     * @param active whether it is in force
     * @param unscaled see {@link io.defectsdk.config.ParamsVersion#unscaled()}
     * @param createdAt when it was set
     * @param createdBy name of who did
     */
    record Params(
            long id,
            Optional<String> productCode,
            String modelType,
            int version,
            String json,
            boolean active,
            boolean unscaled,
            Instant createdAt,
            Optional<String> createdBy) {}

    /** The version in force. */
    Optional<Params> activeParams(Optional<String> productCode, String modelType);

    /** All versions, newest first. */
    List<Params> paramsHistory(Optional<String> productCode, String modelType);

    /**
     * Adds a version, which is in force from now on, instead of the one that was; audit action {@code params.change}, subject
     * {@code params:<product code or *>/<type>}, one field for each key whose value differs.
     *
     * @param json a JSON object
     * @param expectedVersion that must be in force, 0: none; empty: whichever is
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.CatalogException {@code CHANGED_MEANWHILE} if another version than the one expected is in force
     */
    Params putParams(
            Optional<String> productCode,
            String modelType,
            String json,
            OptionalInt expectedVersion,
            Actor actor,
            Instant now);
}
