package io.defectsdk.core.internal.inspection;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids that the SDK gives before anything is written: UUID version 7 (RFC 9562), milliseconds and then random bits, so that
 * rows land at the end of the index.
 */
final class InspectionIds {
    private final SecureRandom random = new SecureRandom();

    UUID next(Instant now) {
        long high = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12);
        long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
