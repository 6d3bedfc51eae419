package io.defectsdk.core.internal;

import io.defectsdk.DefectSdk;
import io.defectsdk.spi.EngineParts;
import io.defectsdk.spi.EngineProvider;

/** See {@link EngineProvider}; found by {@link java.util.ServiceLoader}. */
public final class CoreEngineProvider implements EngineProvider {
    @Override
    public DefectSdk start(EngineParts parts) {
        return new DefaultDefectSdk(parts);
    }
}
