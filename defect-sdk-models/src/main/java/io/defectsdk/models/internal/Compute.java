package io.defectsdk.models.internal;

import io.defectsdk.config.Device;

/**
 * What a backbone may use.
 *
 * @param threads threads of one run on the processor
 * @param device what it runs on
 */
record Compute(int threads, Device device) {}
