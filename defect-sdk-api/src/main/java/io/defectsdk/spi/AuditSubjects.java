package io.defectsdk.spi;

import java.util.Optional;

/** How the audit trail names what an entry is about: always a kind, a colon and a key. */
public final class AuditSubjects {
    private AuditSubjects() {}

    /** A product, its deployments and its recipes. */
    public static String product(String code) {
        return "product:" + code;
    }

    /** A defect type. */
    public static String defectType(String productCode, String code) {
        return "defect-type:" + productCode + "/" + code;
    }

    /** A registered picture. */
    public static String picture(long id) {
        return "picture:" + id;
    }

    /** A manual. */
    public static String manual(long id) {
        return "manual:" + id;
    }

    /** A response guide. */
    public static String guide(long id) {
        return "guide:" + id;
    }

    /** An account. */
    public static String account(String username) {
        return "account:" + username;
    }

    /** A setting. */
    public static String setting(String key) {
        return "setting:" + key;
    }

    /**
     * Model parameters.
     *
     * @param productCode of which product; empty: of all products
     * @param modelType as {@link SettingStore} calls it
     */
    public static String params(Optional<String> productCode, String modelType) {
        return "params:" + productCode.orElse("*") + "/" + modelType;
    }
}
