package io.defectsdk.spi;

import io.defectsdk.guide.ManualPage;

/**
 * Reads manuals, PDF and DOCX, page by page; found by {@link java.util.ServiceLoader}. The implementation is in {@code defect-sdk-manuals}.
 * Thread-safe.
 */
public interface ManualReader {
    /**
     * Names how text, blocks and places are read: two readers of the same name give the same pages for the same file. It is part of what an
     * index of manuals is made of, so a new release that reads otherwise changes it. 1 to 100 characters.
     */
    String version();

    /**
     * Reads a file. The same bytes give the same pages.
     *
     * @param fileName as it is named in messages; its ending decides nothing
     * @param content the file; not changed
     * @param pages told of each page, in order, on the caller's thread; what it throws ends the reading and comes out of this method
     * @throws io.defectsdk.ManualException {@code MANUAL_UNREADABLE} if the file is empty, cut off or damaged, {@code MANUAL_ENCRYPTED} if
     *     it opens with a password only, {@code MANUAL_TOO_LARGE} if it has more pages, or unpacks to more, than is read
     * @throws io.defectsdk.CatalogException {@code MANUAL_FORMAT_UNSUPPORTED} if it is neither PDF nor DOCX
     */
    void read(String fileName, byte[] content, Pages pages);

    /** Takes what is read. */
    interface Pages {
        /**
         * Called often, so that whoever waits sees progress and can stop it by an exception.
         *
         * @param done steps done, at least 0
         * @param total of how many, as far as is known; at least {@code done}
         */
        void working(int done, int total);

        /** The next page; pages that cannot be cited come too, with the reason. */
        void page(ManualPage page);
    }
}
