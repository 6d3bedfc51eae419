package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import io.defectsdk.account.Actor;
import io.defectsdk.internal.Checks;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A picture of a product to be inspected. Immutable. */
public final class InspectionRequest {
    private final String productCode;
    private final Picture picture;
    private final @Nullable Actor actor;
    private final @Nullable String partId;
    private final @Nullable Duration deadline;

    private InspectionRequest(
            String productCode,
            Picture picture,
            @Nullable Actor actor,
            @Nullable String partId,
            @Nullable Duration deadline) {
        this.productCode = requireNonNull(productCode, "productCode");
        this.picture = requireNonNull(picture, "picture");
        this.actor = actor;
        this.partId = partId;
        this.deadline = deadline;
    }

    /** A picture of the product with this code. */
    public static InspectionRequest of(String productCode, Picture picture) {
        return new InspectionRequest(productCode, picture, null, null, null);
    }

    /** The same, recorded as asked for by this actor. */
    public InspectionRequest by(Actor who) {
        return new InspectionRequest(productCode, picture, requireNonNull(who, "actor"), partId, deadline);
    }

    /** The same, recorded with the host's own number of the part (serial, lot), 1 to 100 characters. */
    public InspectionRequest withPartId(String id) {
        return new InspectionRequest(productCode, picture, actor, Checks.text(id, "partId", 100), deadline);
    }

    /**
     * The same, of use only within this time from the call on, 1 ms to 10 minutes: later than that no step is begun, nothing is
     * recorded, and the inspection fails with {@link io.defectsdk.ErrorCode#DEADLINE_PASSED}. A step that has begun is not torn.
     */
    public InspectionRequest within(Duration time) {
        return new InspectionRequest(
                productCode,
                picture,
                actor,
                partId,
                Checks.inRange(time, "deadline", Duration.ofMillis(1), Duration.ofMinutes(10)));
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

    /** The time within which the verdict is of use; empty: whenever it comes. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }
}
