package io.defectsdk.testing.memory;

import static java.util.Comparator.comparingLong;

import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.DeploymentStore;
import io.defectsdk.spi.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The deployments' log, and the switch from one recipe or similarity index to the next. */
final class InMemoryDeployments implements DeploymentStore {
    private final Memory memory;

    InMemoryDeployments(Memory memory) {
        this.memory = memory;
    }

    @Override
    public DeploymentRecord start(DeploymentType type, String productCode, Actor actor, Instant now) {
        return memory.step(() -> {
            String code = memory.product(productCode).code();
            long id = memory.deployments.size() + 1L;
            DeploymentRecord run = new DeploymentRecord(
                    id,
                    type,
                    code,
                    DeploymentStatus.RUNNING,
                    Memory.micros(now),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(actor));
            memory.deployments.put(id, run);
            memory.audit(
                    now,
                    actor,
                    "deployment.start",
                    AuditSubjects.product(code),
                    type.name().toLowerCase(Locale.ROOT) + " " + id);
            return run;
        });
    }

    @Override
    public RecipeVersion complete(
            long deploymentId, String artifactSha256, RecipeSummary summary, String message, Instant now) {
        String sha256 = Stores.checkSha256(artifactSha256);
        return memory.step(() -> {
            DeploymentRecord run = running(deploymentId);
            requireArtifact(sha256);
            RecipeVersion recipe = activate(run, sha256, summary, now);
            complete(run, message, now, "recipe.activate", recipe.version());
            return recipe;
        });
    }

    @Override
    public SimilarityIndex complete(
            long deploymentId,
            String artifactSha256,
            String spaceSha256,
            IndexSummary summary,
            String message,
            Instant now) {
        String sha256 = Stores.checkSha256(artifactSha256);
        String space = Stores.checkSha256(spaceSha256);
        return memory.step(() -> {
            DeploymentRecord run = running(deploymentId);
            requireArtifact(sha256);
            SimilarityIndex index = activate(run, sha256, space, summary, now);
            complete(run, message, now, "similarity.activate", index.version());
            return index;
        });
    }

    @Override
    public ManualIndex complete(
            long deploymentId, String artifactSha256, ManualIndexSummary summary, String message, Instant now) {
        String sha256 = Stores.checkSha256(artifactSha256);
        return memory.step(() -> {
            DeploymentRecord run = running(deploymentId);
            requireArtifact(sha256);
            Optional<ManualIndex> before = memory.manualIndexes.values().stream()
                    .filter(index -> index.active() && index.productCode().equals(run.productCode()))
                    .findFirst();
            before.ifPresent(index -> memory.manualIndexes.put(index.id(), inactive(index)));
            ManualIndex index = new ManualIndex(
                    memory.manualIndexes.size() + 1L,
                    run.productCode(),
                    before.map(ManualIndex::version).orElse(0) + 1,
                    sha256,
                    true,
                    Memory.micros(now),
                    run.id(),
                    summary);
            memory.manualIndexes.put(index.id(), index);
            complete(run, message, now, "manuals.activate", index.version());
            return index;
        });
    }

    private static ManualIndex inactive(ManualIndex index) {
        return new ManualIndex(
                index.id(),
                index.productCode(),
                index.version(),
                index.sha256(),
                false,
                index.createdAt(),
                index.deploymentId(),
                index.summary());
    }

    private void requireArtifact(String sha256) {
        if (!memory.artifacts.containsKey(sha256) && !memory.artifactKeys.containsKey(sha256)) {
            throw StoreException.failed("the artifact " + sha256 + " is not stored; put it before completing", null);
        }
    }

    private void complete(DeploymentRecord run, String message, Instant now, String action, int version) {
        memory.deployments.put(run.id(), ended(run, DeploymentStatus.COMPLETED, message, now));
        memory.audit(
                now,
                actor(run),
                action,
                AuditSubjects.product(run.productCode()),
                "version " + version + " by deployment " + run.id());
    }

    private RecipeVersion activate(DeploymentRecord run, String artifactSha256, RecipeSummary summary, Instant now) {
        int latest = 0;
        for (RecipeVersion recipe : List.copyOf(memory.recipes.values())) {
            if (recipe.productCode().equals(run.productCode())) {
                latest = Math.max(latest, recipe.version());
                memory.recipes.put(recipe.id(), withActive(recipe, false));
            }
        }
        RecipeVersion recipe = new RecipeVersion(
                memory.recipes.size() + 1L,
                run.productCode(),
                latest + 1,
                artifactSha256,
                true,
                Memory.micros(now),
                run.id(),
                summary);
        memory.recipes.put(recipe.id(), recipe);
        return recipe;
    }

    private SimilarityIndex activate(
            DeploymentRecord run, String artifactSha256, String spaceSha256, IndexSummary summary, Instant now) {
        Optional<SimilarityIndex> before = memory.indexes.values().stream()
                .filter(index -> index.active() && index.productCode().equals(run.productCode()))
                .findFirst();
        before.ifPresent(index -> memory.indexes.put(index.id(), withActive(index, false)));
        removeEmbeddings(run, spaceSha256, before);
        SimilarityIndex index = new SimilarityIndex(
                memory.indexes.size() + 1L,
                run.productCode(),
                before.map(SimilarityIndex::version).orElse(0) + 1,
                artifactSha256,
                spaceSha256,
                true,
                Memory.micros(now),
                run.id(),
                summary);
        memory.indexes.put(index.id(), index);
        return index;
    }

    /** Of neither the space that comes nor the one that goes, unless a deployment that is under way may have made them. */
    private void removeEmbeddings(DeploymentRecord run, String spaceSha256, Optional<SimilarityIndex> before) {
        long since = before.map(SimilarityIndex::deploymentId).orElse(0L);
        boolean another = memory.deployments.values().stream()
                .anyMatch(other -> other.type() == DeploymentType.CLIP_REBUILD
                        && other.status() == DeploymentStatus.RUNNING
                        && other.productCode().equals(run.productCode())
                        && other.id() != run.id()
                        && other.id() > since);
        if (!another) {
            memory.embeddings
                    .values()
                    .removeIf(row -> row.productCode().equals(run.productCode())
                            && !row.spaceSha256().equals(spaceSha256)
                            && !before.map(SimilarityIndex::spaceSha256).equals(Optional.of(row.spaceSha256())));
        }
    }

    private static SimilarityIndex withActive(SimilarityIndex index, boolean active) {
        return new SimilarityIndex(
                index.id(),
                index.productCode(),
                index.version(),
                index.sha256(),
                index.spaceSha256(),
                active,
                index.createdAt(),
                index.deploymentId(),
                index.summary());
    }

    private static RecipeVersion withActive(RecipeVersion recipe, boolean active) {
        return new RecipeVersion(
                recipe.id(),
                recipe.productCode(),
                recipe.version(),
                recipe.sha256(),
                active,
                recipe.createdAt(),
                recipe.deploymentId(),
                recipe.summary());
    }

    @Override
    public void end(long deploymentId, boolean cancelled, String message, Instant now) {
        memory.step(() -> {
            DeploymentRecord run = running(deploymentId);
            DeploymentStatus status = cancelled ? DeploymentStatus.CANCELLED : DeploymentStatus.FAILED;
            memory.deployments.put(run.id(), ended(run, status, message, now));
            String action = cancelled ? "deployment.cancel" : "deployment.fail";
            memory.audit(now, actor(run), action, AuditSubjects.product(run.productCode()), message);
            return run;
        });
    }

    private static DeploymentRecord ended(DeploymentRecord run, DeploymentStatus status, String message, Instant now) {
        return new DeploymentRecord(
                run.id(),
                run.type(),
                run.productCode(),
                status,
                run.startedAt(),
                Optional.of(Memory.micros(now)),
                Optional.of(message),
                run.deployedBy());
    }

    private DeploymentRecord running(long id) {
        DeploymentRecord run = memory.deployments.get(id);
        if (run == null) {
            throw StoreException.failed("there is no deployment " + id + " to be ended", null);
        }
        if (run.status() != DeploymentStatus.RUNNING) {
            throw StoreException.failed(
                    "only a running deployment can be ended, but deployment " + id + " is "
                            + run.status().name().toLowerCase(Locale.ROOT) + "; start another one",
                    null);
        }
        return run;
    }

    private static Actor actor(DeploymentRecord run) {
        return run.deployedBy().orElseThrow();
    }

    @Override
    public Optional<DeploymentRecord> find(long id) {
        return memory.step(() -> Optional.ofNullable(memory.deployments.get(id)));
    }

    @Override
    public List<DeploymentRecord> list(String productCode, int limit) {
        return memory.step(() -> memory.deployments.values().stream()
                .filter(run -> run.productCode().equals(productCode))
                .sorted(comparingLong(DeploymentRecord::id).reversed())
                .limit(Memory.limit(limit))
                .toList());
    }
}
