package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.ManualPage;
import java.util.List;

/**
 * A manual as it was read. Immutable.
 *
 * @param manualId the manual
 * @param manualName its file name
 * @param revision which revision was read
 * @param productCode its product
 * @param pages all of them, in order
 */
record ManualText(long manualId, String manualName, int revision, String productCode, List<ManualPage> pages) {
    ManualText {
        pages = List.copyOf(pages);
    }
}
