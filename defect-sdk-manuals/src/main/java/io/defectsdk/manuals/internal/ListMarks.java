package io.defectsdk.manuals.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The marks by which manuals set items of lists, and numbers of headings. */
final class ListMarks {
    private static final Pattern BULLET =
            Pattern.compile("^\\s*[•‣⁃◦○●▪▫■□◆◇▶▷►※✓✔·∙・\\-–—*]\\s+(?=\\S)|^\\s*[•‣◦○●▪■□◆◇▶▷►※✓✔∙](?=\\S)");
    private static final Pattern NUMBER = Pattern.compile(
            "^\\s*(?:\\d{1,2}[.)](?!\\d)|\\(\\d{1,2}\\)|[①-⑳]|[가나다라마바사아자차카타파하][.)]|[a-z][.)])\\s*(?=\\S)");
    private static final Pattern SECTION = Pattern.compile(
            "^\\s*(\\d{1,2}(?:\\.\\d{1,2})*)\\.?\\s+\\S|^\\s*(제\\s*\\d+\\s*[장절])|^\\s*([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+)\\.?\\s");

    private ListMarks() {}

    /** How long the bullet is that a text begins with, white space included; 0 if there is none. */
    static int bullet(String text) {
        Matcher matcher = BULLET.matcher(text);
        return matcher.find() ? matcher.end() : 0;
    }

    static boolean isNumbered(String text) {
        return NUMBER.matcher(text).find();
    }

    /** How deep the number of a heading is: 1 of '2', 2 of '2.1'; 0 if there is none. */
    static int depth(String text) {
        Matcher matcher = SECTION.matcher(text);
        if (!matcher.find()) {
            return 0;
        }
        String number = matcher.group(1);
        return number == null ? 1 : number.split("\\.", -1).length;
    }
}
