package io.defectsdk.spi;

import io.defectsdk.guide.ManualPage;
import java.util.function.Consumer;

/**
 * Takes the text out of manuals, PDF and DOCX; found by {@link java.util.ServiceLoader}. The implementation is in {@code
 * defect-sdk-manuals}. Thread-safe.
 */
public interface ManualReader {
    /**
     * Reads a manual, page by page in order, every page, those that cannot be cited with the reason. Memory is bounded by the file's size
     * and one page, not by the number of pages.
     *
     * @param fileName its name, which ends in {@code .pdf} or {@code .docx} in any case; also for messages
     * @param content the file's bytes; not changed
     * @param pages is given each page; what it throws ends the reading and comes out
     * @throws io.defectsdk.ManualException {@code MANUAL_UNREADABLE} if the file is empty, damaged or not what its name says; {@code
     *     MANUAL_ENCRYPTED} if a password is needed to read it; {@code MANUAL_TOO_LARGE} if it has more pages, or unpacks to more, than
     *     the reader takes; the message names file, limit and what was found
     */
    void read(String fileName, byte[] content, Consumer<ManualPage> pages);
}
