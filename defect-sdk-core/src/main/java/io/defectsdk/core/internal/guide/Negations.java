package io.defectsdk.core.internal.guide;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a sentence says that something is not so, or must not be done. */
final class Negations {
    private static final Pattern FORBIDS =
            Pattern.compile("금지|마십시오|마시오|마세요|말\\s?것|말아야|말아\\s?주|하지\\s?않(?:는다|도록|아야|습니다)|안\\s?됩니다|안\\s?된다|안\\s?되"
                    + "|해서는\\s?안|불가|금물"
                    + "|\\bdo\\s+not\\b|\\bdon['’]t\\b|\\bnever\\b|\\bmust\\s+not\\b|\\bmay\\s+not\\b|\\bshould\\s+not\\b|\\bshall\\s+not\\b|\\bforbidden\\b|\\bprohibited\\b"
                    + "|\\bnot\\s+(?:be\\s+)?(?:allowed|permitted)\\b|\\bavoid\\b|\\bcannot\\b|\\bcan['’]t\\b");
    private static final Pattern DENIES = Pattern.compile(
            "않|없(?:다|는|이|으|음|습|게|도|고|어)|못\\s?하|못한|아니|미(?:달|만|흡|실시|준수|장착|체결)|불량이?\\s?아|\\bnot\\b|n['’]t\\b|\\bno\\b|\\bnone\\b|\\bwithout\\b|\\bneither\\b|\\bnor\\b");
    private static final Pattern WARNS = Pattern.compile("주의|경고|위험|\\bcaution\\b|\\bwarning\\b|\\bdanger\\b");

    private Negations() {}

    /** Whether it must not be left out of an instruction. */
    static boolean forbidsOrWarns(String sentence) {
        String text = sentence.toLowerCase(Locale.ROOT);
        return FORBIDS.matcher(text).find() || WARNS.matcher(text).find();
    }

    /** Whether it forbids something. */
    static boolean forbids(String sentence) {
        return FORBIDS.matcher(sentence.toLowerCase(Locale.ROOT)).find();
    }

    /** How often it forbids or denies something. */
    static int count(String sentence) {
        String text = sentence.toLowerCase(Locale.ROOT);
        long forbidden = FORBIDS.matcher(text).results().count();
        long denied =
                DENIES.matcher(FORBIDS.matcher(text).replaceAll(" ")).results().count();
        return (int) (forbidden + denied);
    }
}
