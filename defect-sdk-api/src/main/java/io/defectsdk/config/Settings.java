package io.defectsdk.config;

import io.defectsdk.account.Actor;
import java.util.List;
import java.util.Optional;

/**
 * What can be set while the SDK runs: settings for everything, and parameters of the models by product. Thread-safe; each call
 * reads or writes the database and blocks until it is done.
 *
 * <p>Methods that take an actor are for admins: a worker gets {@link io.defectsdk.AccessDeniedException}, and that is recorded.
 * Every method throws {@link io.defectsdk.StoreException} when the database is away or fails, and one that reads values {@link
 * io.defectsdk.SettingException} where what is stored is not of its type or range. Who changed what from which value
 * to which is in the audit trail, under the subjects {@code setting:<key>} and {@code params:<product or *>/<type>}.
 */
public interface Settings {
    /**
     * The value in force: the one that was set, or the key's default.
     *
     * @throws io.defectsdk.SettingException if what is stored is not of the key's type or range
     */
    <T> T get(SettingKey<T> key);

    /**
     * Sets a value.
     *
     * @throws io.defectsdk.SettingException if the value is not in the key's range
     */
    <T> void set(SettingKey<T> key, T value, Actor actor);

    /** All settings as stored, ordered by key (by Unicode code point). */
    List<Setting> all();

    /**
     * The parameters in force for a product: what was set for the product, else for all products, else by a setting, else
     * the built-in default; each value by itself. {@code PatchCoreParams.backbone} stays empty where nobody chose one.
     *
     * @param type {@code PatchCoreParams.class} and so on
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.SettingException if what is stored is not of the type or range it should be
     */
    <P extends ModelParams> P effectiveParams(String productCode, Class<P> type);

    /**
     * Sets a product's parameters of one kind: a new version, which replaces the one in force as a whole (what it was stays in
     * {@link #paramsHistory}), whoever set that one. To change one value, change what {@link #params} gives, and give its version
     * too: {@link #setParams(String, ModelParams, int, Actor)}.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     */
    <P extends ModelParams> ParamsVersion<P> setParams(String productCode, P params, Actor actor);

    /**
     * Sets a product's parameters of one kind if the version in force is still the one that was read, so that nobody's change
     * is overwritten unseen.
     *
     * @param expectedVersion {@link ParamsVersion#version()} of what {@link #params} gave; 0: it gave none
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.CatalogException {@code CHANGED_MEANWHILE} if another version, or none, is in force
     * @throws IllegalArgumentException if the version is negative
     */
    <P extends ModelParams> ParamsVersion<P> setParams(String productCode, P params, int expectedVersion, Actor actor);

    /**
     * Sets the parameters of one kind for all products: each value holds where a product has no such value of its own. See
     * {@link #setParams(String, ModelParams, Actor)}.
     */
    <P extends ModelParams> ParamsVersion<P> setDefaultParams(P params, Actor actor);

    /**
     * Sets the parameters of one kind for all products if the version in force is still the one that was read; see {@link
     * #setParams(String, ModelParams, int, Actor)}.
     *
     * @param expectedVersion {@link ParamsVersion#version()} of what {@link #defaultParams} gave; 0: it gave none
     * @throws io.defectsdk.CatalogException {@code CHANGED_MEANWHILE} if another version, or none, is in force
     * @throws IllegalArgumentException if the version is negative
     */
    <P extends ModelParams> ParamsVersion<P> setDefaultParams(P params, int expectedVersion, Actor actor);

    /** What was set for a product and is in force; empty when nothing was. */
    <P extends ModelParams> Optional<ParamsVersion<P>> params(String productCode, Class<P> type);

    /** What was set for all products and is in force; empty when nothing was. */
    <P extends ModelParams> Optional<ParamsVersion<P>> defaultParams(Class<P> type);

    /** A product's versions of one kind, newest first; none for an unknown product. */
    <P extends ModelParams> List<ParamsVersion<P>> paramsHistory(String productCode, Class<P> type);

    /** The versions of one kind for all products, newest first. */
    <P extends ModelParams> List<ParamsVersion<P>> defaultParamsHistory(Class<P> type);
}
