package io.defectsdk.spi;

import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import java.util.List;

/** Opens models; found by {@link java.util.ServiceLoader}. The implementation is in {@code defect-sdk-models}. */
public interface ModelProvider {
    /**
     * Looks at what models there are; loads none.
     *
     * @param store the host's model store
     * @param packaged models found on the class path
     * @param threads threads that one run of a backbone may use, at least 1
     * @param device what backbones run on
     * @throws io.defectsdk.ModelLoadException if the store cannot be read, or the device cannot be used
     */
    Models open(ModelStore store, List<PackagedModel> packaged, int threads, Device device);
}
