package io.defectsdk.core.internal.catalog;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LimitExceededException;
import java.nio.file.Path;
import java.text.Normalizer;

/** File names as the catalogue keeps them. */
final class FileNames {
    private static final int LONGEST = 255;

    private FileNames() {}

    /** The last part of a path; empty for the root. */
    static String of(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /**
     * A name with its letters put together (NFC), as people type it: macOS gives names whose letters are in pieces.
     *
     * @throws LimitExceededException if it is longer than 255 characters
     * @throws CatalogException {@code FILE_NAME_UNFIT}
     */
    static String normalised(String name) {
        String normalised = Normalizer.normalize(name, Normalizer.Form.NFC);
        int length = normalised.codePointCount(0, normalised.length());
        if (length > LONGEST) {
            throw new LimitExceededException("a file name has at most " + LONGEST + " characters, but '"
                    + printable(normalised.substring(0, normalised.offsetByCodePoints(0, 40))) + "…' has " + length
                    + ": rename the file");
        }
        if (normalised.isBlank() || !printable(normalised).equals(normalised)) {
            throw new CatalogException(
                    ErrorCode.FILE_NAME_UNFIT,
                    "a file name is not blank and holds neither control characters nor halves of characters, but this one"
                            + " is '" + printable(normalised) + "' (\uFFFD: what it must not hold): rename the file",
                    null);
        }
        return normalised;
    }

    /** A text without what would move a terminal's cursor or cannot be encoded. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
