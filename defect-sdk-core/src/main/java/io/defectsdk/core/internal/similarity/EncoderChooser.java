package io.defectsdk.core.internal.similarity;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.IncompatibleModelException;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.ClipParams;
import io.defectsdk.core.internal.settings.EffectiveParams;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.similarity.Framing;
import io.defectsdk.spi.ImageEncoder;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.TextEncoder;
import java.util.List;

/** Which encoder makes and searches an index. Thread-safe. */
public final class EncoderChooser {
    private final EffectiveParams params;
    private final Models models;

    /** Of these models, by these parameters. */
    public EncoderChooser(EffectiveParams params, Models models) {
        this.params = params;
        this.models = models;
    }

    /** For a new index. */
    public SpaceEncoder forIndex(SimilarityDeployment request) {
        ClipParams clip = params.of(request.productCode(), ClipParams.class);
        if (clip.useFp16().orElse(false)) {
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED,
                    "the parameter use_fp16 of '" + request.productCode()
                            + "' asks for half precision, but encoders are"
                            + " run in single precision: on a processor half precision is slower, and an index would not"
                            + " be the same on two machines; set it to false",
                    null);
        }
        return request.encoder().isPresent()
                ? named(request.encoder().get(), request)
                : inForce(clip.modelId().orElseThrow(), request);
    }

    private SpaceEncoder named(String id, SimilarityDeployment request) {
        return isEncoder(id) ? clip(id, request) : backbone(id, request);
    }

    /** Where there is no CLIP at all, nobody can have meant to use one, and search works out of the box. */
    private SpaceEncoder inForce(String id, SimilarityDeployment request) {
        if (isEncoder(id)) {
            return clip(id, request);
        }
        List<String> encoders = models.encoders().ids();
        if (encoders.isEmpty()) {
            return backbone(models.defaultBackbone(), request);
        }
        throw new ModelLoadException(
                ErrorCode.MODEL_MISSING,
                "the CLIP model in force for '" + request.productCode() + "' is '" + id
                        + "', but the model store holds "
                        + encoders + ": bring that model, change the parameter model_id with settings().setParams(\""
                        + request.productCode() + "\", ClipParams...) or the setting default_clip_model, or name an"
                        + " encoder in SimilarityDeployment",
                null);
    }

    private boolean isEncoder(String id) {
        return models.encoders().ids().contains(folder(id));
    }

    /** CLIP's models are called like {@code ViT-B-32/openai}, which no folder can be. */
    private static String folder(String id) {
        return id.replace('/', '_');
    }

    private SpaceEncoder clip(String id, SimilarityDeployment request) {
        ImageEncoder encoder = models.encoders().image(folder(id));
        return encoder(EmbeddingSpace.Family.CLIP, encoder, request.framing().orElse(Framing.LETTERBOX));
    }

    private SpaceEncoder backbone(String id, SimilarityDeployment request) {
        ImageEncoder encoder = new BackboneEncoder(models.backbone(id));
        return encoder(
                EmbeddingSpace.Family.BACKBONE, encoder, request.framing().orElse(Framing.STRETCH));
    }

    private static SpaceEncoder encoder(EmbeddingSpace.Family family, ImageEncoder encoder, Framing framing) {
        EmbeddingSpace space = new EmbeddingSpace(
                family,
                encoder.encoder().id(),
                encoder.encoder().sha256(),
                encoder.encoder().dimension(),
                framing);
        return new SpaceEncoder(space, encoder);
    }

    /**
     * The encoder of an index that there is.
     *
     * @throws IncompatibleModelException if the one at hand is another
     */
    SpaceEncoder of(EmbeddingSpace space) {
        ImageEncoder encoder =
                switch (space.family()) {
                    case BACKBONE -> new BackboneEncoder(models.backbone(space.encoder()));
                    case CLIP -> models.encoders().image(space.encoder());
                };
        if (!encoder.encoder().sha256().equals(space.encoderSha256())
                || encoder.encoder().dimension() != space.dimension()) {
            throw new IncompatibleModelException(
                    "the index was made with the encoder " + space.encoder() + " of SHA-256 " + space.encoderSha256()
                            + " and " + space.dimension() + " dimensions, but the one at hand has "
                            + encoder.encoder().sha256() + " and "
                            + encoder.encoder().dimension()
                            + ": bring that model back, or make the index anew with"
                            + " deployments().deploy(SimilarityDeployment...)",
                    null);
        }
        return new SpaceEncoder(space, encoder);
    }

    /**
     * The text encoder that belongs to a space.
     *
     * @throws ModelLoadException if its encoder knows no words
     */
    TextEncoder text(EmbeddingSpace space) {
        if (space.family() == EmbeddingSpace.Family.BACKBONE) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    "the index was made with the backbone '" + space.encoder() + "', which knows no words: put a CLIP"
                            + " model into the model store (see docs/models.md) and make the index anew with it",
                    null);
        }
        TextEncoder encoder = models.encoders().text(space.encoder());
        if (!encoder.encoder().sha256().equals(space.encoderSha256())) {
            throw new IncompatibleModelException(
                    "the index was made with the encoder " + space.encoder() + " of SHA-256 " + space.encoderSha256()
                            + ", but the text encoder at hand belongs to one of "
                            + encoder.encoder().sha256(),
                    null);
        }
        return encoder;
    }
}
