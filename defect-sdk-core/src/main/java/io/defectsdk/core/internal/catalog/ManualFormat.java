package io.defectsdk.core.internal.catalog;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of manuals, told by a file's bytes. */
enum ManualFormat {
    PDF,
    DOCX;

    /** Readers of PDF allow other bytes before its mark, and so many. */
    private static final int PDF_HEAD = 1_024;

    private static final byte[] PDF_MARK = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /** How the names of such files end. */
    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format that a name promises. */
    static Optional<ManualFormat> named(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> lower.endsWith("." + format.extension()))
                .findFirst();
    }

    /**
     * The format of a file.
     *
     * @param name under which people know it, which says the format too
     * @throws CatalogException {@code MANUAL_FORMAT_UNSUPPORTED} if it has none, or another one than its name says
     */
    static ManualFormat of(String name, byte[] file) {
        ManualFormat promised = named(name).orElseThrow(() -> unsupported(name, "its name ends with neither"));
        ManualFormat found = ofBytes(name, file);
        if (found != promised) {
            throw unsupported(name, "it is a " + found + " of another name");
        }
        return found;
    }

    /**
     * The format of a file, whatever its name.
     *
     * @param label for the message
     * @throws CatalogException {@code MANUAL_FORMAT_UNSUPPORTED} if it has none
     */
    static ManualFormat ofBytes(String label, byte[] file) {
        return found(file)
                .orElseThrow(() ->
                        unsupported(label, file.length == 0 ? "it is empty" : "it is neither, whatever its name says"));
    }

    private static CatalogException unsupported(String name, String found) {
        return new CatalogException(
                ErrorCode.MANUAL_FORMAT_UNSUPPORTED,
                "a manual is a PDF (.pdf) or a Word file (.docx) without a password, but '" + name + "' is not: "
                        + found,
                null);
    }

    private static Optional<ManualFormat> found(byte[] file) {
        for (int at = 0; at <= Math.min(file.length, PDF_HEAD) - PDF_MARK.length; at++) {
            if (Arrays.equals(file, at, at + PDF_MARK.length, PDF_MARK, 0, PDF_MARK.length)) {
                return Optional.of(PDF);
            }
        }
        return ZipNames.of(file).stream().anyMatch(name -> name.startsWith("word/"))
                ? Optional.of(DOCX)
                : Optional.empty();
    }
}
