package io.defectsdk.models.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Weights of the sizes and tiles that were asked for last, within a bound of memory. Thread-safe. */
final class WeightsCache {
    /** 16 MiB for each backbone: 256 axes of 64 KiB, each of them from some 8 000 pixels to 256. */
    static final long MAX_BYTES = 16L << 20;

    private final long maxBytes;
    private final Map<Stretch, ResizeWeights> cache = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** What of an axis is resized: all of it to {@code to} pixels, of which {@code count} from {@code start} on are wanted. */
    private record Stretch(int from, int to, int start, int count) {}

    /** Keeps at most so many bytes of weights, see {@link ResizeWeights#bytes}. */
    WeightsCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** As {@link ResizeWeights#of} gives them. */
    synchronized ResizeWeights weights(int from, int to, int start, int count) {
        Stretch axis = new Stretch(from, to, start, count);
        ResizeWeights known = cache.get(axis);
        if (known != null) {
            return known;
        }
        ResizeWeights weights = ResizeWeights.of(from, to, start, count);
        cache.put(axis, weights);
        bytes += weights.bytes();
        // the one that was used longest ago is in front
        var eldest = cache.values().iterator();
        while (bytes > maxBytes) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
        return weights;
    }
}
