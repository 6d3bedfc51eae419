package io.defectsdk.manuals.internal;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.ManualException;
import io.defectsdk.spi.ManualReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** See {@link ManualReader}: told apart by how a file begins. */
public final class FileManualReader implements ManualReader {
    /** PDF readers look for the header this far. */
    private static final int HEADER = 1024;

    @Override
    public String version() {
        return "defectsdk-1";
    }

    @Override
    public void read(String fileName, byte[] content, Pages pages) {
        if (content.length == 0) {
            throw unreadable(fileName, "it is empty, 0 bytes", null);
        }
        if (begins(content, 0xD0, 0xCF, 0x11, 0xE0)) {
            // an OLE2 container is what Office makes of an encrypted DOCX, and what .doc is
            if (holds(content, "EncryptedPackage")) {
                throw encrypted(fileName, null);
            }
            throw unsupported(fileName);
        }
        if (begins(content, 'P', 'K', 3, 4)) {
            DocxManual.read(fileName, content, pages);
        } else if (isPdf(content)) {
            PdfManual.read(fileName, content, pages);
        } else {
            throw unsupported(fileName);
        }
    }

    private static boolean isPdf(byte[] content) {
        int length = Math.min(HEADER, content.length);
        return new String(content, 0, length, StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    private static boolean begins(byte[] content, int... bytes) {
        if (content.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((content[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Names in OLE2 directories are UTF-16. */
    private static boolean holds(byte[] content, String name) {
        return new String(content, StandardCharsets.ISO_8859_1)
                .contains(new String(name.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
    }

    static CatalogException unsupported(String fileName) {
        return new CatalogException(
                ErrorCode.MANUAL_FORMAT_UNSUPPORTED,
                "'" + fileName + "' is neither PDF nor DOCX: save it as one of these",
                null);
    }

    static ManualException unreadable(String fileName, String why, @Nullable Throwable cause) {
        return new ManualException(
                ErrorCode.MANUAL_UNREADABLE,
                "'" + fileName + "' cannot be read: " + why + "; hand in a whole file with manuals().replace(...)",
                cause);
    }

    static ManualException encrypted(String fileName, @Nullable Throwable cause) {
        return new ManualException(
                ErrorCode.MANUAL_ENCRYPTED,
                "'" + fileName + "' opens with a password only: save it without one",
                cause);
    }

    static ManualException tooLarge(String fileName, String what) {
        return new ManualException(
                ErrorCode.MANUAL_TOO_LARGE, "'" + fileName + "' " + what + ": hand it in in parts", null);
    }
}
