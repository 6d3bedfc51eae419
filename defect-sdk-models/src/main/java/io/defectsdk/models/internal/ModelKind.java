package io.defectsdk.models.internal;

/** What a model is for; {@code kind} of its manifest. */
enum ModelKind {
    BACKBONE("backbone", "backbone", "a backbone"),
    CLIP("clip", "encoder", "an encoder of pictures and texts"),
    SENTENCE_ENCODER("sentence-encoder", "encoder of sentences", "an encoder of sentences");

    private final String field;
    private final String noun;
    private final String description;

    ModelKind(String field, String noun, String description) {
        this.field = field;
        this.noun = noun;
        this.description = description;
    }

    /** As the manifest has it. */
    String field() {
        return field;
    }

    /** For messages that say that there is none. */
    String noun() {
        return noun;
    }

    /** For messages that say what a model is. */
    String description() {
        return description;
    }
}
