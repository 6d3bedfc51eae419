package io.defectsdk.models.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import org.jspecify.annotations.Nullable;

/** ONNX Runtime's CUDA provider, which only its GPU build has. */
final class CudaProvider {
    private CudaProvider() {}

    /**
     * Looks whether the class path holds a build with CUDA.
     *
     * @throws ModelLoadException if it does not
     */
    static void require(Device device) {
        boolean there;
        try {
            there = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
        } catch (LinkageError e) {
            throw missing(device, e.toString(), e);
        }
        if (!there) {
            throw missing(device, "the ONNX Runtime on the class path was built without CUDA", null);
        }
    }

    /**
     * Makes sessions run there: on the GPU alone, in 32-bit floats, by kernels that are chosen without measuring, so that one machine
     * gives one picture the same score each time.
     *
     * @throws ModelLoadException if the provider cannot be loaded
     */
    static void add(OrtSession.SessionOptions options, Device.Cuda device) {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device.index())) {
            cuda.add("use_tf32", "0");
            cuda.add("cudnn_conv_algo_search", "DEFAULT");
            options.addCUDA(cuda);
            // a layer that the GPU cannot run is an error, not slow
            options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
        } catch (OrtException e) {
            throw missing(device, String.valueOf(e.getMessage()), e);
        }
    }

    private static ModelLoadException missing(Device device, String found, @Nullable Throwable cause) {
        return new ModelLoadException(
                ErrorCode.MODEL_MISSING,
                "the device " + device + " cannot be used (" + found
                        + "): put com.microsoft.onnxruntime:onnxruntime_gpu:1.28.0 on the class path in place of"
                        + " onnxruntime, not beside it, and install an NVIDIA driver with the CUDA and cuDNN 9 that this"
                        + " build asks for (see docs/models.md), or leave out device(...) to run on the processor",
                cause);
    }
}
