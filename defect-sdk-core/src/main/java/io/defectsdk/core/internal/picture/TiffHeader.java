package io.defectsdk.core.internal.picture;

import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a TIFF says of itself, read before the reader sees it: the reader follows directories in a circle for ever, and
 * takes as much memory as strips, tiles and samples claim. What lies beyond the file's end is left to the reader.
 */
final class TiffHeader {
    /** Frames that are counted; a file of so many, or one whose directories form a circle, is refused alike. */
    private static final int MAX_FRAMES = 1_000;

    /** What red, green, blue and alpha of 16 bits take, and PNG's most. */
    private static final int MAX_BITS_A_PIXEL = 64;

    private static final int BITS_PER_SAMPLE = 258;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_LENGTH = 323;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final Set<Integer> SIZES =
            Set.of(BITS_PER_SAMPLE, SAMPLES_PER_PIXEL, STRIP_BYTE_COUNTS, TILE_WIDTH, TILE_LENGTH, TILE_BYTE_COUNTS);

    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final String label;
    private final ByteBuffer file;
    private final long maxPixels;

    private TiffHeader(String label, byte[] file, long maxPixels) {
        this.label = label;
        this.file = ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.maxPixels = maxPixels;
    }

    /**
     * Looks at a file.
     *
     * @throws PictureException if it must not be given to the reader
     */
    static void check(String label, byte[] file, long maxPixels) {
        new TiffHeader(label, file, maxPixels).check();
    }

    private void check() {
        long directory = number(LONG, 4);
        checkSizes(directory);
        for (int frames = 1; directory != 0; frames++) {
            if (frames > MAX_FRAMES) {
                throw unsupported("whose directories form a circle, or that holds more than " + MAX_FRAMES + " frames");
            }
            directory = next(directory);
        }
    }

    /** Where the next directory lies; 0 after the last one and where the file ends. */
    private long next(long directory) {
        return holds(directory, 2) ? number(LONG, directory + 2 + 12 * number(SHORT, directory)) : 0;
    }

    private void checkSizes(long directory) {
        Map<Integer, Long> sizes = sizes(directory);
        long bits = sizes.getOrDefault(BITS_PER_SAMPLE, 1L) * sizes.getOrDefault(SAMPLES_PER_PIXEL, 1L);
        if (bits > MAX_BITS_A_PIXEL) {
            throw unsupported("of " + bits + " bits a pixel: at most " + MAX_BITS_A_PIXEL + " are accepted");
        }
        long width = sizes.getOrDefault(TILE_WIDTH, 1L);
        long height = sizes.getOrDefault(TILE_LENGTH, 1L);
        // a tile may stick out of the picture, but not so far; the product alone may overflow
        if (width > maxPixels || height > maxPixels || width * height > maxPixels) {
            throw unsupported(
                    "of tiles of " + width + "x" + height + ": at most " + maxPixels + " pixels are accepted");
        }
        long bytes = Math.max(sizes.getOrDefault(STRIP_BYTE_COUNTS, 0L), sizes.getOrDefault(TILE_BYTE_COUNTS, 0L));
        if (bytes > file.limit()) {
            throw new PictureException(
                    ErrorCode.PICTURE_TRUNCATED,
                    label + " is a truncated TIFF: it should hold a strip or tile of " + bytes + " bytes, but has "
                            + file.limit() + " in all",
                    null);
        }
    }

    /** The largest number of each of the tags that say how large something is. */
    private Map<Integer, Long> sizes(long directory) {
        Map<Integer, Long> sizes = new HashMap<>();
        long entries = number(SHORT, directory);
        for (long entry = directory + 2; entries > 0 && holds(entry, 12); entry += 12, entries--) {
            int tag = (int) number(SHORT, entry);
            // once each: a directory of thousands of long ones would take minutes
            if (SIZES.contains(tag) && sizes.put(tag, largest(entry)) != null) {
                throw unsupported("that holds tag " + tag + " twice");
            }
        }
        return sizes;
    }

    private PictureException unsupported(String what) {
        return new PictureException(
                ErrorCode.PICTURE_FORMAT_UNSUPPORTED, label + " is a TIFF " + what + "; save it anew", null);
    }

    /** The largest number of an entry, 1 if it holds none that is within the file. */
    private long largest(long entry) {
        int type = (int) number(SHORT, entry + 2) == SHORT ? SHORT : LONG;
        int size = type == SHORT ? 2 : 4;
        long count = number(LONG, entry + 4);
        long at = count * size <= 4 ? entry + 8 : number(LONG, entry + 8);
        long largest = 1;
        for (long i = 0; i < count && holds(at + i * size, size); i++) {
            largest = Math.max(largest, number(type, at + i * size));
        }
        return largest;
    }

    private boolean holds(long at, int size) {
        return at >= 0 && at + size <= file.limit();
    }

    /** The unsigned number of a type at an offset; 0 beyond the file's end. */
    private long number(int type, long at) {
        if (type == SHORT) {
            return holds(at, 2) ? file.getShort((int) at) & 0xFFFF : 0;
        }
        return holds(at, 4) ? file.getInt((int) at) & 0xFFFFFFFFL : 0;
    }
}
