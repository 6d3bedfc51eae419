package io.defectsdk.config;

/**
 * Parameters of one kind of model, for one product or for all; what is not set is taken from the next wider level. Immutable.
 */
public sealed interface ModelParams permits PatchCoreParams, PreprocessingParams, ClipParams, LlmParams {}
