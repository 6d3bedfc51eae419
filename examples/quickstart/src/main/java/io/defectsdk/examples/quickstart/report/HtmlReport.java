package io.defectsdk.examples.quickstart.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The report as one HTML file: style sheet, drawings and pictures are in it, it needs no script and fetches nothing.
 * Korean comes first, English beside or beneath it. Every element is closed, so that XML tools can read it too.
 */
public final class HtmlReport {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="ko">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>%s</title>
            <style>
            %s</style>
            </head>
            <body>
            """;

    private final ReportContent content;

    /** A report of this content. */
    public HtmlReport(ReportContent content) {
        this.content = content;
    }

    /** Writes it, over what stands there. */
    public void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(HEAD.formatted(Html.text("검사 보고서 " + content.product().code()), style()));
            out.write(HeaderSection.of(content));
            out.write("<main>\n");
            out.write(SummaryTiles.of(content.evaluation()));
            out.write(ScoreStrip.of(content.evaluation(), content.recipe().summary()));
            out.write("<div class=\"columns\">\n");
            out.write(ConfusionSection.of(content));
            out.write(LegendSection.of(content));
            out.write("</div>\n");
            GallerySection.write(content.gallery(), out);
            out.write(ResultTable.of(content.evaluation()));
            out.write(RecipeSection.of(content));
            out.write("</main>\n</body>\n</html>\n");
        }
    }

    private static String style() throws IOException {
        try (InputStream sheet = HtmlReport.class.getResourceAsStream("report.css")) {
            if (sheet == null) {
                throw new IOException("report.css is missing from the class path");
            }
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
