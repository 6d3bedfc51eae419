package io.defectsdk.deployment;

/** What a deployment makes; the seed's {@code deploy_type}. An adopted database may hold rows of all four. */
public enum DeploymentType {
    /** A similarity index (CLIP 재구축). */
    CLIP_REBUILD,
    /** A recipe with a PatchCore memory bank (메모리뱅크 생성). */
    PATCHCORE_CREATE,
    /** An index of manual passages (RAG 인덱싱). */
    RAG_INDEX,
    /** All of them together. */
    FULL_DEPLOY
}
