package io.defectsdk.account;

/** What an actor may do; the seed's {@code user_type}. */
public enum Role {
    /** 관리자: catalogue, deployments, settings. */
    ADMIN,
    /** 작업자: inspections, searches, guides, reviews. */
    WORKER
}
