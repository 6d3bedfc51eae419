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
    /** The product is retired. */
    PRODUCT_RETIRED,
    /** The product has no defect type with this code. */
    DEFECT_TYPE_UNKNOWN,
    /** The product has a defect type with this code already. */
    DEFECT_TYPE_EXISTS,
    /** The defect type is retired, or is {@code normal} where a defect is meant. */
    DEFECT_TYPE_UNFIT,
    /** No registered picture has this id. */
    PICTURE_UNKNOWN,
    /** The product has this very picture already. */
    PICTURE_EXISTS,
    /** No manual has this id. */
    MANUAL_UNKNOWN,
    /** The product has a manual of this file name already. */
    MANUAL_EXISTS,
    /** Not a manual in a format that is accepted. */
    MANUAL_FORMAT_UNSUPPORTED,
    /** A manual's file that is empty, cut off or damaged beyond reading. */
    MANUAL_UNREADABLE,
    /** A manual's file that opens with a password only. */
    MANUAL_ENCRYPTED,
    /** A manual's file with more pages, or that unpacks to more, than is read. */
    MANUAL_TOO_LARGE,
    /** The product has no index of its manuals yet. */
    MANUAL_INDEX_MISSING,
    /** A stored index of manuals that this release cannot read. */
    MANUAL_INDEX_UNREADABLE,
    /** No guide has this id. */
    GUIDE_UNKNOWN,
    /** A file name that cannot be kept: blank, or with control characters or halves of characters. */
    FILE_NAME_UNFIT,
    /** A folder that is not there, is none, or must not be read. */
    FOLDER_UNREADABLE,
    /** Somebody else changed it after it was read. */
    CHANGED_MEANWHILE,
    /** The product has not been taught yet. */
    RECIPE_MISSING,
    /** A stored recipe that this release cannot read. */
    RECIPE_UNREADABLE,
    /** The product has no similarity index yet. */
    INDEX_MISSING,
    /** A stored similarity index that this release cannot read. */
    INDEX_UNREADABLE,
    /** Similarity indexes whose embeddings cannot be compared. */
    INDEX_UNLIKE,
    /** No such model, or no module that could load it. */
    MODEL_MISSING,
    /** A model or manifest that is damaged, incomplete or not what it claims to be. */
    MODEL_INVALID,
    /** A model that does not fit the recipe or the request. */
    MODEL_INCOMPATIBLE,
    /** The model failed while it ran. */
    INFERENCE_FAILED,
    /** A language model that cannot be reached, is overloaded or failed. */
    LANGUAGE_MODEL_UNAVAILABLE,
    /** A language model that refuses the request or the key. */
    LANGUAGE_MODEL_REFUSED,
    /** A language model whose answer is none: cut off, malformed or too large. */
    LANGUAGE_MODEL_BROKEN,
    /** The database cannot be reached now. */
    STORE_UNAVAILABLE,
    /** The database answered with an error, or gave content that does not match its hash. */
    STORE_FAILED,
    /** The database or its schema is not fit for this release. */
    SCHEMA_UNFIT,
    /** Storage failed to write or read. */
    STORAGE_FAILED,
    /** Storage has no room left. */
    STORAGE_FULL,
    /** The storage belongs to another database, or the database's files to another storage. */
    STORAGE_FOREIGN,
    /** What the database refers to is not in storage. */
    CONTENT_MISSING,
    /** What is in storage is not what was put there. */
    CONTENT_DAMAGED,
    /** Larger, longer or more than a limit allows. */
    LIMIT_EXCEEDED,
    /** The actor's role does not allow this. */
    ACCESS_DENIED,
    /** Name or password is wrong, or the account is locked or retired. */
    LOGIN_REFUSED,
    /** The session ended, by time or by somebody. */
    SESSION_ENDED,
    /** There is no such account. */
    ACCOUNT_UNKNOWN,
    /** An account with this user name exists already. */
    ACCOUNT_EXISTS,
    /** A password that is too short or too long. */
    PASSWORD_UNFIT,
    /** The first admin was made before. */
    BOOTSTRAP_DONE,
    /** Without this admin nobody could administrate any more. */
    LAST_ADMIN,
    /** A setting or parameter that is not of its type or out of its range. */
    SETTING_INVALID,
    /** Not done within the time that the caller gave. */
    DEADLINE_PASSED,
    /** Too much is under way at once: the same call may succeed in a moment. */
    BUSY,
    /** A deployment ended without a new version. */
    DEPLOYMENT_FAILED,
    /** A deployment was cancelled. */
    DEPLOYMENT_CANCELLED,
    /** A deployment of this product runs already. */
    DEPLOYMENT_RUNNING,
    /** The SDK was put together wrongly: a part is missing or two contradict. */
    CONFIGURATION
}
