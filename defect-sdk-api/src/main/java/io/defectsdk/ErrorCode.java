package io.defectsdk;

/** Why an operation failed, stable across releases: for a host's own messages, metrics and branches. */
public enum ErrorCode {
    /** Empty, not to be had, or damaged beyond reading. */
    PICTURE_UNREADABLE,
    /** Not a picture in a format that is accepted, or one of several frames. */
    PICTURE_FORMAT_UNSUPPORTED,
    /** The picture's data ends too early. */
    PICTURE_TRUNCATED,
    /** More bytes or pixels than the limits allow. */
    PICTURE_TOO_LARGE,
    /** Fewer pixels than an inspection needs. */
    PICTURE_TOO_SMALL,
    /** No product has this code. */
    PRODUCT_UNKNOWN,
    /** A product with this code exists already. */
    PRODUCT_EXISTS,
    /** The product has not been taught yet. */
    RECIPE_MISSING,
    /** A stored recipe that this release cannot read. */
    RECIPE_UNREADABLE,
    /** No such model, or no module that could load it. */
    MODEL_MISSING,
    /** A model or manifest that is damaged, incomplete or not what it claims to be. */
    MODEL_INVALID,
    /** A model that does not fit the recipe or the request. */
    MODEL_INCOMPATIBLE,
    /** The model failed while it ran. */
    INFERENCE_FAILED,
    /** The database cannot be reached now. */
    STORE_UNAVAILABLE,
    /** The database answered with an error, or gave content that does not match its hash. */
    STORE_FAILED,
    /** The database or its schema is not fit for this release. */
    SCHEMA_UNFIT,
    /** Picture storage failed. */
    STORAGE_FAILED,
    /** The actor's role does not allow this. */
    ACCESS_DENIED,
    /** A deployment ended without a new version. */
    DEPLOYMENT_FAILED,
    /** A deployment was cancelled. */
    DEPLOYMENT_CANCELLED,
    /** A deployment of this product runs already. */
    DEPLOYMENT_RUNNING,
    /** The SDK was put together wrongly: a part is missing or two contradict. */
    CONFIGURATION
}
