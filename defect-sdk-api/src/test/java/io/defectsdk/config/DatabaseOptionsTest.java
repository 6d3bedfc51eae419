package io.defectsdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOptionsTest {
    private static final String URL = "jdbc:postgresql://db.plant:5432/mes?sslmode=require";

    @Test
    void hasDefaultsAndHoldsWhatIsSet() {
        DatabaseOptions plain = DatabaseOptions.builder(URL, "sdk", "s3cret").build();
        DatabaseOptions set = DatabaseOptions.builder(URL, "sdk", "s3cret")
                .poolSize(3)
                .connectionTimeout(Duration.ofSeconds(7))
                .build();

        assertThat(plain.jdbcUrl()).isEqualTo(URL);
        assertThat(plain.username()).isEqualTo("sdk");
        assertThat(plain.password()).isEqualTo("s3cret");
        assertThat(plain.poolSize()).isEqualTo(8);
        assertThat(plain.connectionTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(set.poolSize()).isEqualTo(3);
        assertThat(set.connectionTimeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void showsNoPassword() {
        assertThat(DatabaseOptions.builder(URL, "sdk", "s3cret").build().toString())
                .contains("sdk")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?password=s3cret",
                "jdbc:postgresql://h/d?user=a&PASSWORD=s3cret",
                "jdbc:postgresql://h/d?sslpassword=s3cret",
                "jdbc:postgresql://h/d?a=b\n&password=s3cret",
                "jdbc:postgresql://sdk:s3cret@h/d"
            })
    void refusesAPasswordInTheUrlWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseOptions.builder(url, "sdk", ""))
                .withMessageContaining("must not hold a password")
                .withMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?passwordFile=/x",
                "jdbc:postgresql://h:5432,h2:5432/d",
                "jdbc:postgresql:d",
                "jdbc:postgresql://[::1]:5432/d",
                "jdbc:postgresql://h/d?options=-c%20a=b@c:d"
            })
    void acceptsOtherUrls(String url) {
        assertThat(DatabaseOptions.builder(url, "sdk", "").build().jdbcUrl()).isEqualTo(url);
    }

    @Test
    void refusesOtherDatabasesAndValuesOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseOptions.builder("jdbc:mysql://h/d?password=s3cret", "sdk", ""))
                .withMessageContaining("jdbc:postgresql:")
                .withMessageNotContaining("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseOptions.builder(URL, "sdk", "").poolSize(0))
                .withMessage("poolSize must be in [1, 200], but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseOptions.builder(URL, "sdk", "").connectionTimeout(Duration.ofMillis(1)))
                .withMessageContaining("connectionTimeout");
        assertThatNullPointerException().isThrownBy(() -> DatabaseOptions.builder(URL, null, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db.plant/mes, 'jdbc:mysql://db.plant/mes'",
        "jdbc:mysql://h/d?password=s3cret, 'jdbc:mysql://h/d...'",
        "jdbc:sqlserver://h;password=s3cret, 'jdbc:sqlserver://h...'",
        "postgres://sdk:s3cret@h/d, 'postgres://...'",
        "jdbc:oracle:thin:scott/s3cret@h:1521:d, 'jdbc:oracle:...'",
        "s3cret, none (6 characters",
        "s3cret:s3cret, none (13 characters"
    })
    void showsTheUrlItRefusesWithoutCredentials(String url, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseOptions.builder(url, "sdk", ""))
                .withMessageContaining("jdbc:postgresql://host:5432/database does, but is ")
                .withMessageContaining(shown)
                .withMessageNotContaining("s3cret");
    }

    @Test
    void checksPictureLimits() {
        assertThat(PictureLimits.defaults()).isEqualTo(new PictureLimits(52_428_800, 64_000_000, 16));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PictureLimits(0, 1000, 1))
                .withMessageContaining("maxBytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PictureLimits(1, 255, 1))
                .withMessageContaining("maxPixels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PictureLimits(1, 1000, 0))
                .withMessageContaining("minSide");
        assertThatIllegalArgumentException().isThrownBy(() -> new PictureLimits(1L << 31, 1000, 1));
    }
}
