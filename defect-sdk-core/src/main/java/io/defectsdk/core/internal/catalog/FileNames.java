package io.defectsdk.core.internal.catalog;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LimitExceededException;
import java.nio.file.Path;
import java.text.Normalizer;

/** File names as the catalogue keeps them. */
final class FileNames {
    private static final int LONGEST = 255;

    /** What stands for what could not be read. */
    private static final char LOST = '\uFFFD';

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
        if (normalised.indexOf(LOST) >= 0) {
            throw unfit("the file name '" + printable(normalised)
                    + "' has lost letters (\uFFFD) that Java could not read: it"
                    + " takes file names for " + System.getProperty("sun.jnu.encoding")
                    + " (sun.jnu.encoding); start it in a UTF-8 locale, such as LC_ALL=C.UTF-8, or rename the file");
        }
        if (normalised.codePoints().allMatch(FileNames::isUnseen)
                || normalised.codePoints().anyMatch(FileNames::isSeparator)
                || !printable(normalised).equals(normalised)) {
            throw unfit("a file name is not blank and holds neither / nor \\, control characters, marks that turn the"
                    + " direction of text, nor halves of characters, but this one is '" + printable(normalised)
                    + "' (\uFFFD: what it must not hold): rename the file");
        }
        return normalised;
    }

    private static CatalogException unfit(String message) {
        return new CatalogException(ErrorCode.FILE_NAME_UNFIT, message, null);
    }

    private static boolean isUnseen(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    /** On any system: what is a part of a name here must not become a path there. */
    private static boolean isSeparator(int c) {
        return c == '/' || c == '\\';
    }

    /** A text without what would move a terminal's cursor, break or turn its line, or cannot be encoded. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().map(c -> isPrintable(c) ? c : LOST).forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> !((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)); // turn the direction of text
        };
    }
}
