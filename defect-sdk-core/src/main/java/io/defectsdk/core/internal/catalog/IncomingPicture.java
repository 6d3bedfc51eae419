package io.defectsdk.core.internal.catalog;

import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.inspection.EncodedPicture;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PictureFile;
import io.defectsdk.inspection.PictureStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A picture on its way into the catalogue: its bytes, within the limits, and its pixels once they are asked for. */
final class IncomingPicture {
    private final PictureDecoder decoder;
    private final Optional<String> name;
    private final byte[] file;
    private final StoredContent content;
    private @Nullable DecodedPicture decoded;

    private IncomingPicture(
            PictureDecoder decoder, Optional<String> name, byte[] file, @Nullable DecodedPicture decoded) {
        this.decoder = decoder;
        this.name = name;
        this.file = file;
        this.content = new StoredContent(Sha256.of(file), file.length);
        this.decoded = decoded;
    }

    /**
     * Reads a picture. One that is no file becomes a PNG.
     *
     * @param name under which it is, or shall be, kept; whatever it came under
     * @param opening how a file is opened
     * @throws io.defectsdk.LimitExceededException if it is beyond the limits
     * @throws PictureException if it cannot be read
     */
    static IncomingPicture of(
            Picture picture,
            Optional<String> name,
            WholeFile.Opening opening,
            UploadLimit limit,
            PictureDecoder decoder) {
        String label = name.orElse("the picture");
        if (picture instanceof EncodedPicture encoded) {
            limit.require(label, encoded.size());
            return new IncomingPicture(decoder, name, encoded.bytes(), null);
        }
        if (picture instanceof PictureFile || picture instanceof PictureStream) {
            return new IncomingPicture(decoder, name, read(picture, label, opening, limit, decoder), null);
        }
        DecodedPicture decoded = decoder.decode(picture);
        byte[] png = decoded.file();
        limit.require(label, png.length);
        return new IncomingPicture(decoder, name, png, decoded);
    }

    private static byte[] read(
            Picture picture, String label, WholeFile.Opening opening, UploadLimit limit, PictureDecoder decoder) {
        try {
            if (picture instanceof PictureFile file) {
                return WholeFile.read(file.path(), opening, size -> {
                    limit.require(label, size);
                    decoder.requireBytes(label, size);
                });
            }
            byte[] bytes = decoder.read(label, ((PictureStream) picture).take(), limit.bytes());
            if (bytes.length > limit.bytes()) {
                throw limit.exceeded(label, "more"); // nobody counts to the end of a stream
            }
            return bytes;
        } catch (IOException e) {
            throw new PictureException(ErrorCode.PICTURE_UNREADABLE, label + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The bytes. */
    byte[] file() {
        return file;
    }

    /** Their hash and size. */
    StoredContent content() {
        return content;
    }

    /** The name under which it is kept; one without a name is called after its hash. */
    String fileName() {
        return name.orElseGet(
                () -> content.sha256().substring(0, 16) + "." + decoded().extension());
    }

    /**
     * The pixels, all of them.
     *
     * @throws PictureException if it cannot be decoded
     */
    DecodedPicture decoded() {
        DecodedPicture known = decoded;
        if (known == null) {
            known = decoder.decode(name, file);
            decoded = known;
        }
        return known;
    }
}
