package io.defectsdk.config;

import java.time.Instant;
import java.util.Optional;

/**
 * A setting as stored. Immutable.
 *
 * @param key its name
 * @param json its value as JSON, such as {@code 5} or {@code "ViT-B-32/openai"}
 * @param description what it is for, if it was said
 * @param unscaled whether it is a threshold from before there was a calibrated scale: kept and shown, but not applied until
 *     somebody sets it anew
 * @param updatedAt when it was set last
 * @param updatedBy name of who did, if it is known
 */
public record Setting(
        String key,
        String json,
        Optional<String> description,
        boolean unscaled,
        Instant updatedAt,
        Optional<String> updatedBy) {}
