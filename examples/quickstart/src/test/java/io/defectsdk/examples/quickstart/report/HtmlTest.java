package io.defectsdk.examples.quickstart.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void escapesWhatCouldEndTextOrAttribute() {
        assertThat(Html.text("<script>alert(\"1\" + '&')</script>"))
                .isEqualTo("&lt;script&gt;alert(&quot;1&quot; + &#39;&amp;&#39;)&lt;/script&gt;");
    }

    @Test
    void keepsKoreanAndCharactersBeyondTheFirstPlane() {
        assertThat(Html.text("주조 결함 \uD83D\uDD29")).isEqualTo("주조 결함 \uD83D\uDD29");
    }

    @Test
    void replacesCharactersThatHtmlForbids() {
        assertThat(Html.text("a\u0000b\u001Bc\uD800d\uFFFFe\u0085f")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf");
        assertThat(Html.text("line\n\ttab")).isEqualTo("line\n\ttab");
    }

    @Test
    void makesDataUris() {
        assertThat(Html.dataUri("image/png", "abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("data:image/png;base64,YWJj");
    }

    @Test
    void writesSharesWithADecimalPoint() {
        assertThat(Html.percent(0.0244)).isEqualTo("2.4 %");
    }
}
