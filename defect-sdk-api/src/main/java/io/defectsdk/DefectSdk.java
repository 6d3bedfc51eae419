package io.defectsdk;

import io.defectsdk.account.Accounts;
import io.defectsdk.account.AuditTrail;
import io.defectsdk.catalog.Catalog;
import io.defectsdk.catalog.Manuals;
import io.defectsdk.catalog.Pictures;
import io.defectsdk.config.Settings;
import io.defectsdk.deployment.DeploymentManager;
import io.defectsdk.guide.Guides;
import io.defectsdk.inspection.Inspector;
import io.defectsdk.similarity.Similarity;

/**
 * Visual inspection in the host's own process: a picture goes in, a recorded verdict comes out.
 *
 * <p>One instance serves a whole application: it is thread-safe, and its parts are as well. Several instances may live in
 * one process. Close it at the end; what the host handed in, such as a {@code DataSource}, stays open.
 */
public interface DefectSdk extends AutoCloseable {
    /** A new builder. */
    static DefectSdkBuilder builder() {
        return new DefectSdkBuilder();
    }

    /** Products and defect types. */
    Catalog catalog();

    /** Registered pictures. */
    Pictures pictures();

    /** Manuals. */
    Manuals manuals();

    /** People, for hosts without a login of their own. */
    Accounts accounts();

    /** Settings and model parameters. */
    Settings settings();

    /** Who did what. */
    AuditTrail audit();

    /** Teaches products: new versions of their recipes. */
    DeploymentManager deployments();

    /** Judges pictures. */
    Inspector inspector();

    /** Finds similar pictures of known defects. */
    Similarity similarity();

    /** Makes response guides out of manuals, and searches these. */
    Guides guides();

    /**
     * Cancels running deployments and folder registrations, waits for calls under way and for each of these (10 s at most
     * each), and frees models and the SDK's own connections. Idempotent. Calls that begin afterwards are an {@link IllegalStateException}.
     */
    @Override
    void close();
}
