package io.defectsdk.testing.contract;

import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.spi.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of the single stores have in common. */
public abstract class StoreContract {
    static final Actor ENGINEER = Actor.vouched("김엔지니어", Role.ADMIN);
    static final Actor OTHER = Actor.vouched("o'neill \"worker\"", Role.WORKER);
    static final Instant NOW = Instant.parse("2026-11-23T04:05:06.789012Z");

    private Stores stores;

    /** For subclasses; the stores are opened before each test. */
    protected StoreContract() {}

    /** Empty stores of the implementation under test; asked for before each test and closed after it. */
    protected abstract Stores openStores() throws Exception;

    @BeforeEach
    final void openBeforeTest() throws Exception {
        stores = openStores();
    }

    @AfterEach
    final void closeAfterTest() {
        if (stores != null) {
            stores.close();
        }
    }

    /** The stores that this test works on. */
    protected final Stores stores() {
        return stores;
    }

    final Product addProduct(String code) {
        return stores.products().add(NewProduct.of(code, "name of " + code), ENGINEER, NOW);
    }

    final DeploymentRecord start(String productCode) {
        return stores.deployments().start(DeploymentType.PATCHCORE_CREATE, productCode, ENGINEER, NOW);
    }

    /** A recipe of the product, active; the content is stored first. */
    final RecipeVersion deploy(String productCode, String content) {
        String sha256 = putArtifact(content);
        return stores.deployments().complete(start(productCode).id(), sha256, summary(1.5), "done", NOW);
    }

    final String putArtifact(String content) {
        return stores.artifacts().put("recipe", content.getBytes(StandardCharsets.UTF_8));
    }

    static RecipeSummary summary(double coverRadius) {
        return new RecipeSummary(
                "efficientnet_lite0",
                "ab".repeat(32),
                List.of("layer2", "layer3"),
                256,
                Preprocessing.NONE,
                40,
                40 * 1024,
                4096,
                152,
                coverRadius,
                new Calibration(40, 1.25, 1.0 / 3, 0.05, 2.0 / 41, 0.01, 1.0 / 41, 0.1 + 0.2),
                1.0,
                0.9);
    }

    /** What was done, newest first, as {@code action subject actor}. */
    final List<String> actions(int limit) {
        return stores.audit().recent(limit).stream().map(StoreContract::inShort).toList();
    }

    static String inShort(AuditEntry entry) {
        return entry.action() + " " + entry.subject() + " " + entry.actor().name();
    }
}
