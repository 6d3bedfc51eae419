package io.defectsdk.deployment;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.internal.Checks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How PatchCore is taught. Immutable. Backbone, thresholds and preprocessing that are not set here are those of the product's
 * parameters (see {@link io.defectsdk.config.Settings#effectiveParams}).
 */
public final class PatchCoreOptions {
    private final PatchCorePreset preset;
    private final @Nullable String backbone;
    private final List<String> layers;
    private final List<Integer> inputSizes;
    private final Tiling tiling;
    private final @Nullable BankSize bankSize;
    private final double falseRejectRate;
    private final double reviewRate;
    private final long patchMemory;
    private final long seed;
    private final @Nullable Double imageThreshold;
    private final @Nullable Double pixelThreshold;
    private final @Nullable Preprocessing preprocessing;
    private final InspectionScope scope;

    private PatchCoreOptions(Builder builder) {
        this.preset = builder.preset;
        this.backbone = builder.backbone;
        this.layers = builder.layers;
        this.inputSizes = builder.inputSizes;
        this.tiling = builder.tiling;
        this.bankSize = builder.bankSize;
        this.falseRejectRate = builder.falseRejectRate;
        this.reviewRate = builder.reviewRate;
        this.patchMemory = builder.patchMemory;
        this.seed = builder.seed;
        this.imageThreshold = builder.imageThreshold;
        this.pixelThreshold = builder.pixelThreshold;
        this.preprocessing = builder.preprocessing;
        this.scope = builder.scope();
        inputSizes().forEach(size -> PatchCoreMethod.requireSeen(size, tiling));
    }

    /** The defaults. */
    public static PatchCoreOptions defaults() {
        return builder().build();
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that holds these options. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.preset = preset;
        builder.backbone = backbone;
        builder.layers = layers;
        builder.inputSizes = inputSizes;
        builder.tiling = tiling;
        builder.bankSize = bankSize;
        builder.falseRejectRate = falseRejectRate;
        builder.reviewRate = reviewRate;
        builder.patchMemory = patchMemory;
        builder.seed = seed;
        builder.imageThreshold = imageThreshold;
        builder.pixelThreshold = pixelThreshold;
        builder.preprocessing = preprocessing;
        builder.area = scope.area();
        builder.minimumDefect = scope.minimumDefect();
        builder.millimetresPerPixel = scope.millimetresPerPixel();
        return builder;
    }

    /** Names the settings that are not set here; default {@link PatchCorePreset#DEFAULT}. */
    public PatchCorePreset preset() {
        return preset;
    }

    /** Id of the backbone; empty: the product's, else the SDK's default one. */
    public Optional<String> backbone() {
        return Optional.ofNullable(backbone);
    }

    /** Layers whose features are joined, shallowest first; empty: the backbone's own choice. */
    public List<String> layers() {
        return layers;
    }

    /**
     * Sides in pixels of the squares that the backbone sees the picture in; the preset's unless set: 256 for the default.
     */
    public List<Integer> inputSizes() {
        return inputSizes.isEmpty() ? preset.inputSizes() : inputSizes;
    }

    /** How a picture is cut into tiles; default {@link Tiling#NONE}. */
    public Tiling tiling() {
        return tiling;
    }

    /** Size of the memory bank; the preset's unless set: 2,000 vectors for each input size for the default preset. */
    public BankSize bankSize() {
        return bankSize != null ? bankSize : preset.bankSize();
    }

    /** Share of good parts that may be called NG; default 0.01. */
    public double falseRejectRate() {
        return falseRejectRate;
    }

    /** Share of good parts that may be called REVIEW or NG, at least {@link #falseRejectRate()}; default 0.05. */
    public double reviewRate() {
        return reviewRate;
    }

    /**
     * Bytes that a fit may take for the OK pictures' patch embeddings; default 512 MiB, which 840 pictures of the packaged
     * backbone fit. The bank is chosen from all patches while they fit it (and the heap), else from a uniform sample that does.
     */
    public long patchMemory() {
        return patchMemory;
    }

    /** Chooses the coreset's first vector, and the sample where there is one; default 0. */
    public long seed() {
        return seed;
    }

    /** Where on the calibrated scale NG begins; empty: as the product's parameters say. */
    public Optional<Double> imageThreshold() {
        return Optional.ofNullable(imageThreshold);
    }

    /** Where on the calibrated scale a pixel belongs to a region; empty: as the product's parameters say. */
    public Optional<Double> pixelThreshold() {
        return Optional.ofNullable(pixelThreshold);
    }

    /** What is done to pixels first; empty: as the product's parameters say. */
    public Optional<Preprocessing> preprocessing() {
        return Optional.ofNullable(preprocessing);
    }

    /** What of a picture counts; default {@link InspectionScope#EVERYTHING}. */
    public InspectionScope scope() {
        return scope;
    }

    /** Builds {@link PatchCoreOptions}; confined to one thread. */
    public static final class Builder {
        private PatchCorePreset preset = PatchCorePreset.DEFAULT;
        private @Nullable String backbone;
        private List<String> layers = List.of();
        private List<Integer> inputSizes = List.of();
        private Tiling tiling = Tiling.NONE;
        private @Nullable BankSize bankSize;
        private double falseRejectRate = 0.01;
        private double reviewRate = 0.05;
        private long patchMemory = 512L << 20;
        private long seed;
        private @Nullable Double imageThreshold;
        private @Nullable Double pixelThreshold;
        private @Nullable Preprocessing preprocessing;
        private InspectionArea area = InspectionArea.whole();
        private long minimumDefect = 1;
        private @Nullable Double minimumSquareMillimetres;
        private double millimetresPerPixel;

        private Builder() {}

        /** Names the settings that are not set by another call, whatever the order of the calls. */
        public Builder preset(PatchCorePreset name) {
            this.preset = requireNonNull(name, "preset");
            return this;
        }

        /** Id of the backbone, as in its manifest. */
        public Builder backbone(String id) {
            this.backbone = requireNonNull(id, "backbone");
            return this;
        }

        /**
         * Layers whose features are joined, shallowest first, as named in the backbone's manifest.
         *
         * @throws IllegalArgumentException if one is named twice
         */
        public Builder layers(List<String> names) {
            List<String> copy = List.copyOf(names);
            if (Set.copyOf(copy).size() != copy.size()) {
                throw new IllegalArgumentException("each layer is named once, but layers is " + copy);
            }
            this.layers = copy;
            return this;
        }

        /** The picture is seen at one size: {@code inputSizes(List.of(pixels))}. */
        public Builder inputSize(int pixels) {
            return inputSizes(List.of(pixels));
        }

        /**
         * Sides in pixels of the squares that the backbone sees the picture in, one to four different ones, each 32 to 2,048; backbones
         * ask for a multiple of 32 as a rule. Large ones show small defects, small ones show more of the part around each patch, and so
         * what is missing or misplaced. The map has the first's resolution. An inspection takes the sum of their times.
         */
        public Builder inputSizes(List<Integer> pixels) {
            List<Integer> copy = List.copyOf(pixels);
            Checks.inRange(copy.size(), "the number of inputSizes", 1, 4);
            copy.forEach(side -> Checks.inRange(side, "inputSize", 32, 2_048));
            if (Set.copyOf(copy).size() != copy.size()) {
                throw new IllegalArgumentException("each input size is given once, but inputSizes is " + copy);
            }
            this.inputSizes = copy;
            return this;
        }

        /**
         * Pictures are cut into tiles that overlap by a quarter: {@code tiling(Tiling.of(columns, rows))}. For defects of few pixels in
         * large pictures: a tile should show the smallest one some eight pixels wide, after it was brought to {@link #inputSizes}.
         */
        public Builder tiles(int columns, int rows) {
            return tiling(Tiling.of(columns, rows));
        }

        /** How pictures are cut into tiles. */
        public Builder tiling(Tiling cut) {
            this.tiling = requireNonNull(cut, "tiling");
            return this;
        }

        /** Size of the memory bank. */
        public Builder bankSize(BankSize size) {
            this.bankSize = requireNonNull(size, "bankSize");
            return this;
        }

        /**
         * Shares of good parts that may be called NG, and that may be called REVIEW or NG; each in [0.0001, 0.5].
         *
         * @throws IllegalArgumentException if {@code review} is below {@code falseReject}
         */
        public Builder rates(double falseReject, double review) {
            Checks.inRange(falseReject, "falseRejectRate", 0.0001, 0.5);
            this.reviewRate = Checks.inRange(review, "reviewRate", falseReject, 0.5);
            this.falseRejectRate = falseReject;
            return this;
        }

        /** Bytes for patch embeddings, 1 MiB to 1 TiB; see {@link PatchCoreOptions#patchMemory()}. */
        public Builder patchMemory(long bytes) {
            this.patchMemory = Checks.inRange(bytes, "patchMemory", 1L << 20, 1L << 40);
            return this;
        }

        /** Chooses the coreset's first vector, and the sample where there is one. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * Where on the calibrated scale NG begins, 0.01 to 10; see {@link
         * io.defectsdk.config.PatchCoreParams#imageThreshold()}.
         */
        public Builder imageThreshold(double value) {
            this.imageThreshold = Checks.inRange(value, "imageThreshold", 0.01, 10);
            return this;
        }

        /**
         * Where on the calibrated scale a pixel belongs to a region, 0.01 to 10; see {@link
         * io.defectsdk.config.PatchCoreParams#pixelThreshold()}.
         */
        public Builder pixelThreshold(double value) {
            this.pixelThreshold = Checks.inRange(value, "pixelThreshold", 0.01, 10);
            return this;
        }

        /** What is done to pixels first. */
        public Builder preprocessing(Preprocessing steps) {
            this.preprocessing = requireNonNull(steps, "preprocessing");
            return this;
        }

        /** Where is looked, in teaching and in inspections. */
        public Builder area(InspectionArea lookedAt) {
            this.area = requireNonNull(lookedAt, "area");
            return this;
        }

        /** Scale of the pictures, above 0 and up to 1,000: sizes of regions are told in millimetres too. */
        public Builder millimetresPerPixel(double scale) {
            this.millimetresPerPixel = Checks.inRange(scale, "millimetresPerPixel", 1e-6, 1_000);
            return this;
        }

        /** Pixels of the picture that a region has at least to count; default 1. See {@link InspectionScope} for what that means. */
        public Builder minimumDefect(long pixels) {
            this.minimumDefect = Checks.inRange(pixels, "minimumDefect", 1, 1L << 40);
            this.minimumSquareMillimetres = null;
            return this;
        }

        /** The same in mm², above 0 and up to 1,000,000; rounded up to pixels. Needs {@link #millimetresPerPixel}. */
        public Builder minimumDefectSquareMillimetres(double area) {
            this.minimumSquareMillimetres = Checks.inRange(area, "minimumDefectSquareMillimetres", 1e-9, 1e6);
            return this;
        }

        private InspectionScope scope() {
            if (minimumSquareMillimetres != null && millimetresPerPixel == 0) {
                throw new IllegalArgumentException("a minimum defect of " + minimumSquareMillimetres
                        + " mm² needs a scale: set millimetresPerPixel too, or give the minimum in pixels");
            }
            long pixels = minimumSquareMillimetres == null
                    ? minimumDefect
                    : Math.max(1, (long)
                            Math.ceil(minimumSquareMillimetres / (millimetresPerPixel * millimetresPerPixel) - 1e-9));
            if (pixels > 1 && preset.score() != ScoreRule.MAP_MAXIMUM) {
                throw new IllegalArgumentException(
                        "the preset " + preset + " takes its score from single patches, so that a"
                                + " defect's size cannot count: leave minimumDefect out, or take the preset "
                                + PatchCorePreset.DEFAULT);
            }
            if (tiling.count() > 1 && preset.cropFrom(64) > 0) {
                throw new IllegalArgumentException(
                        "the preset " + preset + " crops the picture, so that it cannot be cut into tiles:"
                                + " leave the tiles out, or take the preset " + PatchCorePreset.DEFAULT);
            }
            if (!area.coversAll() && preset.cropFrom(64) > 0) {
                throw new IllegalArgumentException(
                        "the preset " + preset + " crops the picture, so that an area of it cannot be"
                                + " kept to: leave area out, or take the preset " + PatchCorePreset.DEFAULT);
            }
            return new InspectionScope(area, pixels, millimetresPerPixel);
        }

        /**
         * The options as set so far.
         *
         * @throws IllegalArgumentException if a minimum in mm² has no scale, the preset cannot keep to an area, tiles or a minimum, or the
         *     tiles show the picture in too many pixels
         */
        public PatchCoreOptions build() {
            return new PatchCoreOptions(this);
        }
    }
}
