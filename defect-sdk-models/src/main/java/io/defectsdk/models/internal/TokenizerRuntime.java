package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;

/** Starts tokenizers where the host brought DJL's; knows none of DJL's classes. */
final class TokenizerRuntime {
    private TokenizerRuntime() {}

    /** See {@link HuggingFaceTokens#open}. */
    static Tokenizer open(String encoderId, byte[] vocabulary) {
        try {
            return HuggingFaceTokens.open(encoderId, vocabulary);
        } catch (LinkageError e) {
            throw missing(encoderId, e);
        }
    }

    /** Says what to add; see docs/models.md. */
    static ModelLoadException missing(String encoderId, Throwable cause) {
        return new ModelLoadException(
                ErrorCode.MODEL_MISSING,
                "encoder '" + encoderId + "' needs DJL's tokenizers for texts, which cannot be started ("
                        + cause
                        + "): add the dependency ai.djl.huggingface:tokenizers:0.35.1, which serves Linux, Windows"
                        + " and macOS on 64 bits. All that embeds no texts works without it",
                cause);
    }
}
