package io.defectsdk.core.internal.recipe;

import io.defectsdk.RecipeException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The OK pictures that a recipe's bank has vectors of, made small, as bytes of their own beside the recipe: {@code "DSOKVIEW"}, format
 * version (int32), number of views (int32), and of each its picture's index, width and height, the length of its name (−1: it has none)
 * and of its JPEG (each int32), name (UTF-8) and JPEG; numbers little-endian. The same bytes for the same views.
 */
public final class OkViews {
    /** Bytes of all views of a recipe together, whatever the number of its OK pictures. */
    public static final long MAX_BYTES = 32L << 20;

    private static final byte[] MAGIC = "DSOKVIEW".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;
    private static final int ENTRY = 5 * Integer.BYTES;

    private OkViews() {}

    /** The bytes of some views. */
    public static byte[] encode(List<OkView> views) {
        List<byte[]> names = views.stream()
                .map(view -> view.name().orElse("").getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = MAGIC.length + 2 * Integer.BYTES;
        for (int i = 0; i < views.size(); i++) {
            size = Math.addExact(
                    size, ENTRY + names.get(i).length + views.get(i).jpeg().length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(FORMAT).putInt(views.size());
        for (int i = 0; i < views.size(); i++) {
            OkView view = views.get(i);
            bytes.putInt(view.picture()).putInt(view.width()).putInt(view.height());
            bytes.putInt(view.name().isEmpty() ? -1 : names.get(i).length).putInt(view.jpeg().length);
            bytes.put(names.get(i)).put(view.jpeg());
        }
        return bytes.array();
    }

    /**
     * The view of one picture.
     *
     * @param picture its index among the recipe's OK pictures
     * @throws RecipeException if the bytes are no views, damaged or of a newer release, or hold none of this picture
     */
    public static OkView find(byte[] content, int picture) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        try {
            byte[] magic = new byte[MAGIC.length];
            bytes.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw damaged("they are none", null);
            }
            int format = bytes.getInt();
            if (format != FORMAT) {
                throw new RecipeException(
                        "the OK views have format " + format + ", but this release reads format " + FORMAT
                                + ": use the release that made them, or teach the product again",
                        null);
            }
            return find(bytes, picture);
        } catch (BufferUnderflowException e) {
            throw damaged("they are cut off", e);
        }
    }

    private static OkView find(ByteBuffer bytes, int picture) {
        for (int left = bytes.getInt(); left > 0; left--) {
            int index = bytes.getInt();
            int width = bytes.getInt();
            int height = bytes.getInt();
            int nameLength = bytes.getInt();
            int jpegLength = bytes.getInt();
            long length = (long) Math.max(0, nameLength) + jpegLength;
            if (width < 1 || height < 1 || nameLength < -1 || jpegLength < 0 || length > bytes.remaining()) {
                throw damaged(
                        "one of a picture of " + width + "x" + height + " has " + length + " bytes, but "
                                + bytes.remaining() + " follow",
                        null);
            }
            if (index != picture) {
                bytes.position(bytes.position() + (int) length);
                continue;
            }
            byte[] name = new byte[Math.max(0, nameLength)];
            byte[] jpeg = new byte[jpegLength];
            bytes.get(name).get(jpeg);
            return new OkView(
                    picture,
                    nameLength < 0 ? Optional.empty() : Optional.of(new String(name, StandardCharsets.UTF_8)),
                    width,
                    height,
                    jpeg);
        }
        throw damaged("picture " + picture + " is not among them", null);
    }

    /** What is said of views that cannot be used. */
    public static RecipeException damaged(String how, @Nullable Throwable cause) {
        return new RecipeException(
                "the stored OK views are damaged: " + how
                        + "; inspections go on, but to explain them restore the views from a backup, or teach the product"
                        + " again",
                cause);
    }
}
