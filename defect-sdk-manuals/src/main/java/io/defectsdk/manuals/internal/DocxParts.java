package io.defectsdk.manuals.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The parts of a DOCX file that are read, unpacked: no more of them, and nothing beside them, is kept in memory. Immutable. */
final class DocxParts {
    static final String DOCUMENT = "word/document.xml";
    static final String STYLES = "word/styles.xml";
    static final String NUMBERING = "word/numbering.xml";

    /** What is read unpacks to this much at most, in bytes. */
    private static final long MOST_BYTES = 64L << 20;

    /** What is not read is unpacked, too, to find the next entry. */
    private static final long MOST_SKIPPED = 1L << 30;

    private static final int MOST_ENTRIES = 20_000;
    private static final int BUFFER = 1 << 16;

    private final Map<String, byte[]> parts;

    private DocxParts(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    static DocxParts unpack(String fileName, byte[] content) {
        Map<String, byte[]> parts = new HashMap<>();
        Set<String> wanted = Set.of(DOCUMENT, STYLES, NUMBERING);
        long read = 0;
        long skipped = 0;
        int entries = 0;
        byte[] buffer = new byte[BUFFER];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw FileManualReader.tooLarge(fileName, "holds more than " + MOST_ENTRIES + " files");
                }
                boolean keep = wanted.contains(entry.getName()) && !parts.containsKey(entry.getName());
                ByteArrayOutputStream part = new ByteArrayOutputStream();
                for (int length = zip.read(buffer); length >= 0; length = zip.read(buffer)) {
                    if (keep) {
                        read += length;
                        part.write(buffer, 0, length);
                    } else {
                        skipped += length;
                    }
                    if (read > MOST_BYTES || skipped > MOST_SKIPPED) {
                        throw FileManualReader.tooLarge(
                                fileName, "unpacks to more than is read, " + (MOST_BYTES >> 20) + " MB of text");
                    }
                }
                if (keep) {
                    parts.put(entry.getName(), part.toByteArray());
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw FileManualReader.unreadable(fileName, "it is damaged (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw FileManualReader.unreadable(fileName, "it is cut off (" + e.getMessage() + ")", e);
        }
        if (!parts.containsKey(DOCUMENT)) {
            throw entries == 0
                    ? FileManualReader.unreadable(fileName, "it is cut off", null)
                    : FileManualReader.unsupported(fileName);
        }
        return new DocxParts(parts);
    }

    Optional<InputStream> open(String name) {
        return Optional.ofNullable(parts.get(name)).map(ByteArrayInputStream::new);
    }

    int size(String name) {
        byte[] part = parts.get(name);
        return part == null ? 0 : part.length;
    }
}
