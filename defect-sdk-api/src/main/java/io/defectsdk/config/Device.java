package io.defectsdk.config;

import io.defectsdk.internal.Checks;

/**
 * What a backbone runs on. Nothing falls back from one to another: a device that cannot be used is an error. Scores of two devices are not
 * equal bit for bit, so a line inspects on the device that its recipes were taught on (see docs/models.md). Immutable.
 */
public sealed interface Device {
    /** The processor; needs nothing else. */
    static Device cpu() {
        return new Cpu();
    }

    /**
     * A GPU of NVIDIA's, through CUDA; the host brings {@code com.microsoft.onnxruntime:onnxruntime_gpu} in place of {@code onnxruntime}.
     *
     * @param index which one, as CUDA counts those that this process may see, the fastest first; as {@code nvidia-smi} counts them where
     *     the process has {@code CUDA_DEVICE_ORDER=PCI_BUS_ID} in its environment and no {@code CUDA_VISIBLE_DEVICES}; 0 to 63
     * @throws IllegalArgumentException if the index is out of range
     */
    static Device cuda(int index) {
        return new Cuda(index);
    }

    /** See {@link #cpu()}. */
    record Cpu() implements Device {
        @Override
        public String toString() {
            return "cpu";
        }
    }

    /**
     * See {@link #cuda(int)}.
     *
     * @param index which one
     */
    record Cuda(int index) implements Device {
        /** Checks the index. */
        public Cuda {
            Checks.inRange(index, "index", 0, 63);
        }

        @Override
        public String toString() {
            return "cuda:" + index;
        }
    }
}
