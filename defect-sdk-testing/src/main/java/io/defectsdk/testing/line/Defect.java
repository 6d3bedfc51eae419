package io.defectsdk.testing.line;

/** A kind of defect that the {@link SimulatedLine} can give a part. */
public enum Defect {
    /** Gas pores: dark irregular pits, often with a bright rim. */
    HOLE("hole", "기공", 1),
    /** Ragged material that sticks out of an edge. */
    BURR("burr", "버", 2),
    /** A thin curved line, bright on one side and dark on the other. */
    SCRATCH("scratch", "긁힘", 3),
    /** A soft discoloured blotch. */
    STAIN("stain", "얼룩", 4);

    private final String code;
    private final String koreanName;
    private final int stream;

    Defect(String code, String koreanName, int stream) {
        this.code = code;
        this.koreanName = koreanName;
        this.stream = stream;
    }

    /** The short name, fit for a defect code or a file name: {@code "hole"}. */
    public String code() {
        return code;
    }

    /** The Korean name: {@code "기공"}. */
    public String koreanName() {
        return koreanName;
    }

    /** Which stream of random numbers belongs to it; never changes, or all pictures would. */
    int stream() {
        return stream;
    }

    /** The English name, equal to the code: {@code "hole"}. */
    public String englishName() {
        return code;
    }
}
