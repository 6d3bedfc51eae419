package io.defectsdk.inspection;

import java.util.Optional;

/**
 * Which picture was inspected. Immutable.
 *
 * @param name its name, if the host gave one
 * @param sha256 of an encoded picture its bytes; of a frame or image its shape in ASCII, such as {@code 640x480x1x16}
 *     (width, height, channels, bits), and its samples, row-major, channels interleaved, 16-bit ones little-endian; 64
 *     lower-case hexadecimal digits
 * @param width upright width in pixels
 * @param height upright height in pixels
 * @param storageKey under which key picture storage keeps it; empty when it was not kept
 */
public record PictureRef(Optional<String> name, String sha256, int width, int height, Optional<String> storageKey) {}
