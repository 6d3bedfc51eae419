package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * A file that a manifest names. Immutable.
 *
 * @param name a plain name in the manifest's folder
 * @param sha256 of its content, 64 lower-case hexadecimal digits
 * @param bytes its size
 */
record ModelFile(String name, String sha256, int bytes) {
    /**
     * Its content, verified; the very array is to be handed to the runtime.
     *
     * @param modelId whose manifest names it
     * @throws ModelLoadException if it cannot be read, or has another size or hash
     */
    byte[] verified(String modelId, ModelFiles files) {
        String location = files.location(name);
        byte[] content;
        try {
            OptionalLong size = files.size(name);
            if (size.isPresent() && size.getAsLong() != bytes) {
                throw damaged(location, bytes + " bytes", size.getAsLong() + " bytes");
            }
            content = read(files, location);
        } catch (IOException e) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    "the model file " + location + ", which the manifest of '" + modelId + "' names, cannot be read ("
                            + e + "): put it there",
                    e);
        }
        String actual = HexFormat.of().formatHex(newSha256().digest(content));
        if (!actual.equals(sha256)) {
            throw damaged(location, "SHA-256 " + sha256, "SHA-256 " + actual);
        }
        return content;
    }

    // no more is read than the manifest allows, however large the file is
    private byte[] read(ModelFiles files, String location) throws IOException {
        try (InputStream stream = files.open(name)) {
            byte[] content = stream.readNBytes(bytes);
            if (content.length < bytes) {
                throw damaged(location, bytes + " bytes", content.length + " bytes");
            }
            if (stream.read() != -1) {
                throw damaged(location, bytes + " bytes", "more");
            }
            return content;
        }
    }

    private static ModelLoadException damaged(String location, String expected, String actual) {
        return new ModelLoadException(
                ErrorCode.MODEL_INVALID,
                "the model file " + location + " is damaged or another one: its manifest says " + expected
                        + ", but it has " + actual + ". Restore the file, or export the model again",
                null);
    }

    /** A new digest. */
    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
