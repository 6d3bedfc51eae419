package io.defectsdk.catalog;

/** What a registered picture is for; the seed's {@code image_type}. */
public enum PictureType {
    /** 정상: a good part; teaches the product. */
    NORMAL,
    /** 불량: a defect of a known type; is found as a similar one. */
    DEFECT,
    /** 검사용: to try the inspection with; has no part in teaching. */
    TEST
}
