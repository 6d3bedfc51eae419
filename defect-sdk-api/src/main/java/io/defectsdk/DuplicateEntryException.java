package io.defectsdk;

/** Such a product, defect type, picture, manual or account exists already; the code says which is meant. */
public final class DuplicateEntryException extends DefectSdkException {
    private static final long serialVersionUID = 1L;

    /** Key of the entry that is there already. */
    private final long existingId;

    /** With what was expected, what was found and what to do. */
    public DuplicateEntryException(ErrorCode code, String message, long existingId) {
        super(code, message, null);
        this.existingId = existingId;
    }

    /** Key of the entry that is there already. */
    public long existingId() {
        return existingId;
    }
}
