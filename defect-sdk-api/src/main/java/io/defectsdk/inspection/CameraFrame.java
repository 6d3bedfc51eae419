package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A raw camera frame. Immutable; made without an encode and decode round trip.
 *
 * <p>Pixels are stored row-major, top row first, without gaps: {@code [height, width * bytesPerPixel]}.
 */
public final class CameraFrame implements Picture {
    private final PixelFormat format;
    private final int width;
    private final int height;
    private final int significantBits;
    private final byte[] pixels;
    private final @Nullable String name;

    private CameraFrame(Builder builder) {
        this.format = builder.format;
        this.width = builder.width;
        this.height = builder.height;
        this.significantBits = builder.significantBits;
        this.name = builder.name;
        int row = width * format.bytesPerPixel();
        this.pixels = new byte[Math.multiplyExact(height, row)];
        ByteBuffer source = builder.data.duplicate();
        int start = source.position();
        for (int y = 0; y < height; y++) {
            source.get(start + y * builder.stride, pixels, y * row, row);
        }
    }

    /**
     * A frame of {@code width} by {@code height} pixels.
     *
     * @param data the pixels from the buffer's position on; copied by {@link Builder#build()}, the position stays
     */
    public static Builder builder(PixelFormat format, int width, int height, ByteBuffer data) {
        return new Builder(format, width, height, data);
    }

    /** How the pixels are laid out. */
    public PixelFormat format() {
        return format;
    }

    /** Width in pixels. */
    public int width() {
        return width;
    }

    /** Height in pixels. */
    public int height() {
        return height;
    }

    /** How many of a {@link PixelFormat#MONO16} sample's low bits carry light, 9 to 16; 8 for the other formats. */
    public int significantBits() {
        return significantBits;
    }

    /** A read-only view of the pixels, {@code [height, width * bytesPerPixel]}. */
    public ByteBuffer pixels() {
        return ByteBuffer.wrap(pixels).asReadOnlyBuffer();
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    @Override
    public String toString() {
        return "camera frame " + format + " of " + width + "x" + height;
    }

    /** Builds a {@link CameraFrame}; confined to one thread. */
    public static final class Builder {
        private final PixelFormat format;
        private final int width;
        private final int height;
        private final ByteBuffer data;
        private int stride;
        private int significantBits;
        private @Nullable String name;

        private Builder(PixelFormat format, int width, int height, ByteBuffer data) {
            this.format = requireNonNull(format, "format");
            this.width = Checks.inRange(width, "width", 1, 1 << 20);
            this.height = Checks.inRange(height, "height", 1, 1 << 20);
            this.data = requireNonNull(data, "data");
            this.stride = Math.multiplyExact(width, format.bytesPerPixel());
            this.significantBits = format == PixelFormat.MONO16 ? 16 : 8;
        }

        /** Bytes from the start of one row to the start of the next; default {@code width * bytesPerPixel}. */
        public Builder stride(int bytes) {
            int row = width * format.bytesPerPixel();
            if (bytes < row) {
                throw new IllegalArgumentException(
                        "stride must be at least a row's " + row + " bytes, but is " + bytes);
            }
            this.stride = bytes;
            return this;
        }

        /**
         * How many of a sample's low bits carry light, 9 to 16; default 16. A 12-bit camera gives 12, and 4095 is then
         * white.
         *
         * @throws IllegalStateException if the format is not {@link PixelFormat#MONO16}
         */
        public Builder significantBits(int bits) {
            if (format != PixelFormat.MONO16) {
                throw new IllegalStateException("significantBits is for MONO16, but the format is " + format);
            }
            this.significantBits = Checks.inRange(bits, "significantBits", 9, 16);
            return this;
        }

        /**
         * The name under which the picture is recorded, 1 to 255 characters.
         *
         * @throws IllegalArgumentException if it is blank, too long or holds control characters
         */
        public Builder name(String text) {
            this.name = Checks.text(text, "picture name", 255);
            return this;
        }

        /**
         * The frame.
         *
         * @throws IllegalArgumentException if the buffer holds fewer bytes than the frame needs
         */
        public CameraFrame build() {
            long needed = (long) (height - 1) * stride + (long) width * format.bytesPerPixel();
            if (data.remaining() < needed) {
                throw new IllegalArgumentException("a " + format + " frame of " + width + "x" + height + " with stride "
                        + stride + " needs " + needed + " bytes, but the buffer holds " + data.remaining());
            }
            return new CameraFrame(this);
        }
    }
}
