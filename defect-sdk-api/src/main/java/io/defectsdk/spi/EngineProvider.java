package io.defectsdk.spi;

import io.defectsdk.DefectSdk;

/** Puts the parts together; found by {@link java.util.ServiceLoader}. The implementation is in {@code defect-sdk-core}. */
public interface EngineProvider {
    /** A running SDK, which closes {@code parts.stores()} and {@code parts.models()} with itself. */
    DefectSdk start(EngineParts parts);
}
