package io.defectsdk.core.internal.render;

import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.similarity.VoteCalibration;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;

/** A search's result as an HTML document that holds all it shows: Korean first, English beside it. */
public final class ContactSheetPage {
    private static final Map<TypeVote.Outcome, String> OUTCOMES = Map.of(
            TypeVote.Outcome.ANSWERED, "가까운 사진들이 같은 유형을 가리킵니다 <i>the nearest pictures agree</i>",
            TypeVote.Outcome.DISAGREEMENT,
                    "가까운 사진들만으로는 확실하지 않습니다 <i>the nearest pictures do not make it sure enough</i>",
            TypeVote.Outcome.FAR,
                    "등록된 사진 중 비슷한 것이 없습니다: 새로운 불량일 수 있습니다 <i>nothing registered is near: perhaps a new kind of defect</i>",
            TypeVote.Outcome.UNCALIBRATED,
                    "유형을 판단할 근거가 없습니다: 사진이나 유형이 적거나, 문장·여러 제품·유형을 지정한 검색입니다 <i>no vote can be trusted: few pictures, one type, words, several products or types asked for</i>",
            TypeVote.Outcome.NO_NEIGHBOURS, "비교할 사진이 없습니다 <i>there was nothing to compare with</i>");

    private static final String STYLE = """
            body{font-family:system-ui,"Noto Sans KR","Malgun Gothic",sans-serif;margin:24px;background:#f6f7f9;color:#202632}
            h1{font-size:20px;margin:0 0 4px}
            i{color:#687084;font-style:normal;font-size:.88em}
            .top{display:flex;gap:24px;align-items:flex-start;margin:16px 0 24px}
            .top img{border:1px solid #a8aebc}
            .verdict{font-size:24px;font-weight:700;margin:0 0 6px}
            .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(236px,1fr));gap:16px}
            .card{background:#fff;border:1px solid #dde1e8;border-radius:8px;padding:10px}
            .card.same{border-style:dashed;border-color:#788090}
            .card .frame{height:222px;display:flex;align-items:center;justify-content:center;background:#eef0f4}
            .card b{font-size:16px}
            .bar{height:6px;background:#e4e7ee;border-radius:3px;margin:6px 0}
            .bar span{display:block;height:6px;border-radius:3px;background:#2f6fde}
            td{padding:1px 10px 1px 0;font-size:14px}
            .small{font-size:13px;color:#4a5163;overflow-wrap:anywhere}
            """;

    private final SimilarityResult result;
    private final Optional<BufferedImage> asked;
    private final List<Optional<BufferedImage>> thumbnails;
    private final Function<SimilarPicture, String> typeName;

    /**
     * A page.
     *
     * @param thumbnails of the first pictures found, in their order; the others are counted and no more
     * @param typeName a picture's type as people call it
     */
    public ContactSheetPage(
            SimilarityResult result,
            Optional<BufferedImage> asked,
            List<Optional<BufferedImage>> thumbnails,
            Function<SimilarPicture, String> typeName) {
        this.result = result;
        this.asked = asked;
        this.thumbnails = List.copyOf(thumbnails);
        this.typeName = typeName;
    }

    /** The document. */
    public String html() {
        StringBuilder html = new StringBuilder(1 << 16);
        String title = "유사 불량 검색 " + text(result.record().productCode());
        html.append("<!DOCTYPE html>\n<html lang=\"ko\"><head><meta charset=\"utf-8\"/><title>")
                .append(title)
                .append("</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(title)
                .append(" <i>similar known defects</i></h1>\n<div class=\"small\">")
                .append(described())
                .append("</div>\n<div class=\"top\">");
        asked.ifPresent(picture -> html.append(image(picture, "검색한 사진 / picture asked with")));
        html.append("<div>").append(vote()).append("</div></div>\n<div class=\"grid\">\n");
        for (int i = 0; i < thumbnails.size(); i++) {
            html.append(card(result.pictures().get(i), thumbnails.get(i)));
        }
        int more = result.pictures().size() - thumbnails.size();
        if (more > 0) {
            html.append("<p>그 밖에 ")
                    .append(more)
                    .append("장 <i>and ")
                    .append(more)
                    .append(" more</i></p>");
        }
        if (result.pictures().isEmpty()) {
            html.append("<p>찾은 사진이 없습니다 <i>no picture was found</i></p>");
        }
        return html.append("</div>\n</body></html>\n").toString();
    }

    private String described() {
        String mode =
                switch (result.mode()) {
                    case PICTURE -> "사진 전체 비교 <i>by whole pictures</i>";
                    case REGION -> "불량 영역 비교 <i>by regions</i>";
                    case WORDS ->
                        "문장으로 검색: " + text(result.record().uploadedImagePath().substring("text:".length()))
                                + " <i>by words</i>";
                };
        return mode + " · " + text(result.record().searchedAt().toString()) + " · 색인 <i>index</i> "
                + result.index().version() + ", "
                + text(result.index().summary().encoder());
    }

    private String vote() {
        TypeVote vote = result.vote();
        String answer = vote.defectCode()
                .map(code -> result.pictures().stream()
                        .filter(picture -> picture.defectCode().equals(code))
                        .findFirst()
                        .map(typeName)
                        .orElse(code))
                .map(ContactSheetPage::text)
                .orElse(
                        foundNothing()
                                ? "불량 영역 없음 <i>the inspection found nothing wrong</i>"
                                : "알 수 없는 불량 <i>unknown defect</i>");
        StringBuilder html = new StringBuilder();
        html.append("<p class=\"verdict\">")
                .append(answer)
                .append("</p><p class=\"small\">")
                .append(OUTCOMES.get(vote.outcome()))
                .append(confidence(vote))
                .append("</p><table>");
        vote.shares().forEach(share -> html.append("<tr><td>")
                .append(text(share.defectCode()))
                .append("</td><td>")
                .append(percent(share.share()))
                .append("</td></tr>"));
        return html.append("</table>").toString();
    }

    private boolean foundNothing() {
        return result.mode() == SimilarityMode.PICTURE
                && result.record().inspectionId().isPresent();
    }

    /** How sure an answer is, or was not enough; of what may be a new kind of defect, and where nothing was learned, it says nothing. */
    private String confidence(TypeVote vote) {
        String confidence = " · 신뢰도 <i>confidence</i> " + percent(vote.confidence());
        IndexSummary summary = result.index().summary();
        VoteCalibration calibration = result.mode() == SimilarityMode.REGION ? summary.byRegion() : summary.byPicture();
        return switch (vote.outcome()) {
            case ANSWERED -> confidence;
            case DISAGREEMENT -> confidence + ", 기준 <i>asked for</i> " + percent(calibration.minimumConfidence());
            case FAR, UNCALIBRATED, NO_NEIGHBOURS -> "";
        };
    }

    private String card(SimilarPicture picture, Optional<BufferedImage> thumbnail) {
        StringBuilder html = new StringBuilder();
        html.append(picture.nearDuplicate() ? "<div class=\"card same\">" : "<div class=\"card\">")
                .append("<div class=\"frame\">")
                .append(thumbnail
                        .map(image -> image(image, picture.picture().fileName()))
                        .orElse("<span class=\"small\">사진을 읽을 수 없음<br/><i>file cannot be read</i></span>"))
                .append("</div><p><b>")
                .append(picture.rank())
                .append(". ")
                .append(text(typeName.apply(picture)))
                .append("</b></p><div class=\"bar\"><span style=\"width:")
                .append(Math.round(100 * Math.max(0, Math.min(1, picture.cosineSimilarity()))))
                .append("%\"></span></div><table><tr><td>유사도 <i>similarity</i></td><td>")
                .append(figure(picture.cosineSimilarity()))
                .append("</td></tr>");
        picture.region().ifPresent(region -> html.append("<tr><td>영역 <i>region</i></td><td>")
                .append(figure(region.cosineSimilarity()))
                .append(' ')
                .append(source(region.source()))
                .append("</td></tr>"));
        if (result.mode() != SimilarityMode.PICTURE
                && picture.pictureCosineSimilarity().isPresent()) {
            html.append("<tr><td>사진 전체 <i>picture</i></td><td>")
                    .append(figure(picture.pictureCosineSimilarity().getAsDouble()))
                    .append("</td></tr>");
        }
        html.append("</table><p class=\"small\">")
                .append(text(picture.picture().fileName()))
                .append(picture.nearDuplicate() ? "<br/>거의 같은 사진 <i>near-duplicate</i>" : "")
                .append("</p></div>\n");
        return html.toString();
    }

    private static String source(RegionSource source) {
        return switch (source) {
            case DRAWN -> "표시한 영역 <i>drawn</i>";
            case DERIVED -> "자동 추정 영역 <i>derived</i>";
            case WHOLE -> "영역 없음 <i>whole picture</i>";
        };
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String image(BufferedImage image, String name) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be written into memory", e);
        }
        return "<img alt=\"" + text(name) + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png.toByteArray()) + "\"/>";
    }

    private static String text(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return escaped.toString();
    }
}
