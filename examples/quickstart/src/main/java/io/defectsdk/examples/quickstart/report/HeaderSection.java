package io.defectsdk.examples.quickstart.report;

import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.RecipeVersion;
import java.time.format.DateTimeFormatter;

/** Title, product and what was judged by which recipe. */
final class HeaderSection {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");

    private HeaderSection() {}

    static String of(ReportContent content) {
        RecipeVersion recipe = content.recipe();
        return """
                <header class="top">
                <div class="title"><h1>검사 보고서 <span class="en">Inspection report</span></h1>
                <p class="product">%s</p></div>
                <dl class="facts">
                <div><dt>작성 <span class="en">Made</span></dt><dd>%s</dd></div>
                <div><dt>사진 출처 <span class="en">Pictures</span></dt><dd>%s</dd></div>
                <div><dt>레시피 <span class="en">Recipe</span></dt><dd>v%d <code>%s</code></dd></div>
                <div><dt>Defect SDK</dt><dd>%s</dd></div>
                </dl>
                </header>
                """.formatted(
                product(content.product()),
                TIME.format(content.madeAt()),
                content.origin().inline(),
                recipe.version(),
                Html.text(recipe.sha256().substring(0, 12)),
                Html.text(content.evaluation().results().get(0).inspection().libraryVersion()));
    }

    private static String product(NewProduct product) {
        String code = "<code>" + Html.text(product.code()) + "</code>";
        return product.name().equals(product.code()) ? code : Html.text(product.name()) + " " + code;
    }
}
