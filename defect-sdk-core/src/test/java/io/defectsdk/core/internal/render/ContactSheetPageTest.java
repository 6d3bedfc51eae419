package io.defectsdk.core.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Framing;
import io.defectsdk.similarity.GalleryPicture;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.SimilarPicture.RegionMatch;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.similarity.TypeVote.Outcome;
import io.defectsdk.similarity.TypeVote.Share;
import io.defectsdk.similarity.VoteCalibration;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ContactSheetPageTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final String ATTACK = "<script>alert('1')</script>&\"\u0000\n";
    private static final String HARMLESS = "<script>alert('1')</script>&\"  ";

    /** Of a search. */
    private record Result(
            SimilarityMode mode, List<SimilarPicture> pictures, TypeVote vote, String productCode, String recordedAs)
            implements SimilarityResult {
        @Override
        public SimilarityIndex index() {
            VoteCalibration calibration = new VoteCalibration(3, 0.5, -1, 0, 0, 0, List.of());
            IndexSummary summary = new IndexSummary(
                    ATTACK, "ab".repeat(32), Framing.STRETCH, 8, 3, 0, 0, calibration, calibration, 0, 0, List.of());
            return new SimilarityIndex(1, productCode, 4, "cd".repeat(32), "ef".repeat(32), true, NOW, 1, summary);
        }

        @Override
        public Optional<PixelImage> picture() {
            return Optional.empty();
        }

        @Override
        public List<Box> regions() {
            return List.of();
        }

        @Override
        public SearchRecord record() {
            return new SearchRecord(
                    NOW,
                    productCode,
                    Optional.of(mode),
                    recordedAs,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(vote),
                    vote.defectCode(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public OptionalLong id() {
            return OptionalLong.of(1);
        }

        @Override
        public Optional<String> notRecordedReason() {
            return Optional.empty();
        }
    }

    private static final TypeVote NOBODY = new TypeVote(Outcome.NO_NEIGHBOURS, Optional.empty(), 0, List.of());

    private static SimilarPicture similar(int rank, String name, Optional<RegionMatch> region, boolean nearDuplicate) {
        return new SimilarPicture(
                rank,
                new GalleryPicture(rank, "prod1", name, name, "pictures/" + rank, "ab".repeat(32), NOW),
                0.875,
                OptionalDouble.of(0.625),
                region,
                nearDuplicate);
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static String html(Result result, List<Optional<BufferedImage>> thumbnails) {
        return new ContactSheetPage(
                        result,
                        Optional.of(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB)),
                        thumbnails,
                        picture -> "유형 " + picture.defectCode())
                .html();
    }

    @Test
    void showsNamesAsTextWhateverTheyHold() throws Exception {
        RegionMatch region = new RegionMatch(
                new Box(0, 0, 1, 1), Optional.of(new Box(1, 1, 1, 1)), RegionSource.DRAWN, ATTACK, 0.9375);
        Result result = new Result(
                SimilarityMode.REGION,
                List.of(similar(1, ATTACK, Optional.of(region), true)),
                new TypeVote(Outcome.ANSWERED, Optional.of(ATTACK), 0.8, List.of(new Share(ATTACK, 1))),
                ATTACK,
                "sha256:" + "ab".repeat(32));

        String html = html(result, List.of(Optional.of(new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB))));

        Document document = parsed(html);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(html).doesNotContain("<script").doesNotContain("\u0000");
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("유사 불량 검색 " + HARMLESS);
        String text = document.getDocumentElement().getTextContent();
        assertThat(text)
                .contains(
                        "불량 영역 비교", "유형 " + HARMLESS, "0.875", "0.938", "0.625", "표시한 영역", "거의 같은 사진", "100 %", "80 %");
    }

    @Test
    void holdsItsPictures() throws Exception {
        Result result = new Result(
                SimilarityMode.PICTURE,
                List.of(similar(1, "a.png", Optional.empty(), false)),
                NOBODY,
                "prod1",
                "sha256:" + "ab".repeat(32));

        Document document =
                parsed(html(result, List.of(Optional.of(new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB)))));

        assertThat(document.getElementsByTagName("img").getLength()).isEqualTo(2);
        int[] widths = {3, 5};
        for (int i = 0; i < widths.length; i++) {
            String source = ((Element) document.getElementsByTagName("img").item(i)).getAttribute("src");
            assertThat(source).startsWith("data:image/png;base64,");
            byte[] png = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(widths[i]);
        }
    }

    @Test
    void saysWhereThereIsNothingToShow() throws Exception {
        Result nothing = new Result(SimilarityMode.PICTURE, List.of(), NOBODY, "prod1", "pictures/7");
        Result unreadable = new Result(
                SimilarityMode.PICTURE,
                List.of(similar(1, "a.png", Optional.empty(), false)),
                NOBODY,
                "prod1",
                "pictures/7");

        assertThat(parsed(html(nothing, List.of())).getDocumentElement().getTextContent())
                .contains("no picture was found", "알 수 없는 불량", "there was nothing to compare with");
        assertThat(parsed(html(unreadable, List.of(Optional.empty())))
                        .getDocumentElement()
                        .getTextContent())
                .contains("file cannot be read", "a.png");
    }

    @Test
    void showsTheWordsThatWereSearchedFor() throws Exception {
        Result result = new Result(
                SimilarityMode.WORDS,
                List.of(new SimilarPicture(
                        1,
                        similar(1, "a.png", Optional.empty(), false).picture(),
                        -0.25,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        false)),
                NOBODY,
                "prod1",
                "text:" + ATTACK);

        Document document = parsed(html(result, List.of(Optional.empty())));

        assertThat(document.getDocumentElement().getTextContent())
                .contains("문장으로 검색: " + HARMLESS, "-0.250")
                .doesNotContain("text:");
        assertThat(((Element) document.getElementsByTagName("span").item(1)).getAttribute("style"))
                .isEqualTo("width:0%");
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void explainsEachOutcome(Outcome outcome) throws Exception {
        Optional<String> answer = outcome == Outcome.ANSWERED ? Optional.of("hole") : Optional.empty();
        TypeVote vote = new TypeVote(outcome, answer, 0.5, List.of(new Share("hole", 0.75), new Share("burr", 0.25)));

        String text = parsed(
                        html(new Result(SimilarityMode.PICTURE, List.of(), vote, "prod1", "pictures/7"), List.of()))
                .getDocumentElement()
                .getTextContent();

        assertThat(text).contains("75 %", "25 %").doesNotContain("null");
        boolean says = outcome == Outcome.ANSWERED || outcome == Outcome.DISAGREEMENT;
        assertThat(text.contains("신뢰도 confidence 50 %")).isEqualTo(says);
        assertThat(text.contains("기준 asked for")).isEqualTo(outcome == Outcome.DISAGREEMENT);
        assertThat(text.contains("unknown defect")).isEqualTo(outcome != Outcome.ANSWERED);
    }
}
