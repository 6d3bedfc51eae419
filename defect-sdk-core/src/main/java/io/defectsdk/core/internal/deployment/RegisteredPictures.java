package io.defectsdk.core.internal.deployment;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.core.internal.catalog.StoredPictures;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.PictureStore;
import java.util.List;
import java.util.function.Supplier;

/** The pictures of good parts that a product's catalogue has. Thread-safe. */
public final class RegisteredPictures {
    private static final PageRequest FIRST = PageRequest.first(500);

    private final PictureStore rows;
    private final StoredPictures files;

    /** With these rows and files. */
    public RegisteredPictures(PictureStore rows, StoredPictures files) {
        this.rows = rows;
        this.files = files;
    }

    /**
     * Those that are not retired, in the order in which they were registered; each file is read when it is asked for.
     *
     * @throws DeploymentException if there are too few to teach from
     */
    List<Supplier<Picture>> ofGoodParts(String productCode) {
        PictureFilter good = PictureFilter.of(productCode).type(PictureType.NORMAL);
        List<Supplier<Picture>> pictures = Page.stream(page -> rows.list(good, page), FIRST)
                .<Supplier<Picture>>map(row -> () -> files.picture(row))
                .toList();
        if (pictures.size() < PatchCoreDeployment.MINIMUM_PICTURES) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED,
                    "PatchCore needs at least " + PatchCoreDeployment.MINIMUM_PICTURES + " OK pictures (30 to 50 are a"
                            + " good start), but '" + productCode + "' has " + pictures.size()
                            + " registered pictures of good parts that are not retired: register more with"
                            + " pictures().add(NewPicture.normal(...)) or pictures().addFolder(PictureFolder.normal(...))",
                    null);
        }
        return pictures;
    }
}
