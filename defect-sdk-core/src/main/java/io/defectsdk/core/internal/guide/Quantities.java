package io.defectsdk.core.internal.guide;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbers of a sentence with their units, and its codes: what a paraphrase must leave as it is. */
final class Quantities {
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{L}\\p{N}_.])([-+]?\\d+(?:[.,]\\d+)*)\\s*(%|‰|[°℃℉]\\s*[CF]?|[µμ]?[a-zA-Z]{1,4}(?:[/·][a-zA-Z]{1,4})?[²³]?(?![\\p{IsLatin}\\d])|[가-힣]{1,3})?");

    /** Letters with digits ('PB-12', 'M8', 'SUS304'), and words in capitals ('ARE'), name parts, materials and machines. */
    private static final Pattern CODE = Pattern.compile(
            "(?<![\\p{IsLatin}\\d])(?=[A-Za-z0-9_-]*[A-Za-z])(?=[A-Za-z0-9_-]*\\d)[A-Za-z][A-Za-z0-9_-]+|(?<![\\p{IsLatin}\\d])[A-Z]{2,}(?![\\p{IsLatin}\\d])");

    /** Korean and English ways to write a unit. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("도", "°c"),
            Map.entry("℃", "°c"),
            Map.entry("°", "°c"),
            Map.entry("degc", "°c"),
            Map.entry("초", "s"),
            Map.entry("sec", "s"),
            Map.entry("분", "min"),
            Map.entry("시간", "h"),
            Map.entry("hr", "h"),
            Map.entry("hour", "h"),
            Map.entry("밀리", "mm"),
            Map.entry("퍼센", "%"),
            Map.entry("µm", "um"),
            Map.entry("μm", "um"));

    private static final Set<String> KNOWN = Set.of(
            "%",
            "‰", "°c", "°f", "℉", "s", "ms", "min", "h", "mm", "cm", "m", "um", "nm", "km", "kg", "g", "mg", "t", "l",
            "ml", "mpa", "kpa", "pa", "bar", "psi", "n", "kn", "nm/s", "m/s", "mm/s", "mm/min", "m/min", "rpm", "hz",
            "khz", "kw", "w", "v", "kv", "a", "ma", "ppm", "kgf", "ra", "hrc", "db", "lux", "lx");

    private Quantities() {}

    /** Numbers with their units, in one way of writing. */
    static Set<String> numbers(String sentence) {
        Set<String> numbers = new TreeSet<>();
        // the mark of an item is no quantity, nor are the digits of a code
        String text = CODE.matcher(Normalizer.normalize(sentence, Normalizer.Form.NFKC)
                        .replace("°C", "℃")
                        .replace("℃", "°C"))
                .replaceAll(" ")
                .replaceFirst("^\\s*\\(?\\d{1,2}[.)]\\s+", "");
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(plain(matcher.group(1)) + unit(matcher.group(2)));
        }
        return numbers;
    }

    private static String plain(String number) {
        // '1,000' is a thousand, '0,5' in a German manual a half: three digits behind a comma are thousands
        String text = number.replaceAll(",(?=\\d{3}(?:\\D|$))", "").replace(',', '.');
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) { // '1.2.3' is a section's number
            return text;
        }
    }

    private static String unit(@Nullable String written) {
        if (written == null) {
            return "";
        }
        String unit = written.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        if (KNOWN.contains(unit)) {
            return unit;
        }
        // particles follow: '170도에서'
        return UNITS.entrySet().stream()
                .filter(other -> unit.startsWith(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Codes, in capitals. */
    static Set<String> codes(String sentence) {
        Set<String> codes = new TreeSet<>();
        Matcher matcher = CODE.matcher(sentence);
        while (matcher.find()) {
            codes.add(matcher.group().toUpperCase(Locale.ROOT));
        }
        return codes;
    }
}
