package io.defectsdk.examples.quickstart.report;

import io.defectsdk.guide.Citation;
import io.defectsdk.guide.Guide;
import io.defectsdk.guide.GuideLanguage;
import io.defectsdk.guide.GuidePart;
import io.defectsdk.guide.GuideSentence;

/** What the manuals say about a part's defect, folded up: four sections, each sentence with where it stands. */
final class GuideText {
    private GuideText() {}

    static String of(Guide guide) {
        StringBuilder html = new StringBuilder(
                "<details class=\"guide\">\n<summary>대응 매뉴얼" + " <span class=\"en\">Response guide</span></summary>\n");
        for (GuidePart part : guide.parts()) {
            html.append(Html.format(
                    "<h4>%s <span class=\"en\">%s</span></h4>\n",
                    part.section().heading(GuideLanguage.KOREAN), part.section().heading(GuideLanguage.ENGLISH)));
            if (part.sentences().isEmpty()) {
                html.append(new Label("매뉴얼에 해당 내용이 없습니다.", "The manuals say nothing about this.").paragraphs());
            } else {
                html.append("<ul>\n");
                part.sentences().forEach(sentence -> html.append(item(sentence)));
                html.append("</ul>\n");
            }
        }
        return html.append("</details>\n").toString();
    }

    private static String item(GuideSentence sentence) {
        Citation citation = sentence.citations().get(0);
        return Html.format(
                "<li>%s <small>%s, %d쪽 <span class=\"en\">page %d</span></small></li>\n",
                Html.text(sentence.text()),
                Html.text(citation.manualName()),
                citation.sentence().page(),
                citation.sentence().page());
    }
}
