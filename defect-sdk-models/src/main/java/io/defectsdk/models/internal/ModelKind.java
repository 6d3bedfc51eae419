package io.defectsdk.models.internal;

/** What a model is for; {@code kind} of its manifest. */
enum ModelKind {
    BACKBONE("backbone"),
    CLIP("clip");

    private final String field;

    ModelKind(String field) {
        this.field = field;
    }

    /** As the manifest has it. */
    String field() {
        return field;
    }
}
