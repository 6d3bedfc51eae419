package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import io.defectsdk.account.Actor;
import io.defectsdk.internal.Checks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A picture of a product to be inspected. Immutable. */
public final class InspectionRequest {
    private final String productCode;
    private final Picture picture;
    private final @Nullable Actor actor;
    private final @Nullable String partId;

    private InspectionRequest(String productCode, Picture picture, @Nullable Actor actor, @Nullable String partId) {
        this.productCode = requireNonNull(productCode, "productCode");
        this.picture = requireNonNull(picture, "picture");
        this.actor = actor;
        this.partId = partId;
    }

    /** A picture of the product with this code. */
    public static InspectionRequest of(String productCode, Picture picture) {
        return new InspectionRequest(productCode, picture, null, null);
    }

    /** The same, recorded as asked for by this actor. */
    public InspectionRequest by(Actor who) {
        return new InspectionRequest(productCode, picture, requireNonNull(who, "actor"), partId);
    }

    /** The same, recorded with the host's own number of the part (serial, lot), 1 to 100 characters. */
    public InspectionRequest withPartId(String id) {
        return new InspectionRequest(productCode, picture, actor, Checks.text(id, "partId", 100));
    }

    /** The product's code. */
    public String productCode() {
        return productCode;
    }

    /** The picture. */
    public Picture picture() {
        return picture;
    }

    /** Who asks. */
    public Optional<Actor> actor() {
        return Optional.ofNullable(actor);
    }

    /** The host's own number of the part. */
    public Optional<String> partId() {
        return Optional.ofNullable(partId);
    }
}
