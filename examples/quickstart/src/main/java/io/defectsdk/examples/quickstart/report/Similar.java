package io.defectsdk.examples.quickstart.report;

import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.similarity.TypeVote;
import java.awt.image.BufferedImage;

/**
 * The known defects that a part looks like.
 *
 * @param sheet the pictures found
 * @param statement which defect type they speak for
 */
public record Similar(BufferedImage sheet, Label statement) {
    /**
     * As a search found it.
     *
     * @param koreanName of the type that was answered, if one was
     */
    public static Similar of(SimilarityResult result, BufferedImage sheet, String koreanName) {
        TypeVote vote = result.vote();
        return new Similar(
                sheet,
                vote.defectCode()
                        .map(code -> new Label(
                                Html.format("비슷한 불량: %s (%s), 신뢰도 %.0f %%", koreanName, code, 100 * vote.confidence()),
                                Html.format("Looks like: %s, confidence %.0f %%", code, 100 * vote.confidence())))
                        .orElse(unknown(vote)));
    }

    private static Label unknown(TypeVote vote) {
        return switch (vote.outcome()) {
            case FAR -> new Label("알 수 없는 불량: 등록된 것과 비슷하지 않음", "Unknown defect: nothing registered is near");
            case DISAGREEMENT ->
                new Label(
                        Html.format("알 수 없는 불량: 신뢰도가 %.0f %%로 부족함", 100 * vote.confidence()),
                        Html.format("Unknown defect: not sure enough, confidence %.0f %%", 100 * vote.confidence()));
            default -> new Label("알 수 없는 불량: 비교할 사진이 부족함", "Unknown defect: too few pictures to compare with");
        };
    }
}
