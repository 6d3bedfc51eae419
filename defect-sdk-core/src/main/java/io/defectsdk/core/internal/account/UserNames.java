package io.defectsdk.core.internal.account;

import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import java.text.Normalizer;

/** User names as new accounts have them: two that look alike would be two people in the record. */
final class UserNames {
    private UserNames() {}

    /**
     * A name with its letters put together (NFC).
     *
     * @throws IllegalArgumentException if no account may have it, or it begins or ends with a blank, or holds characters that
     *     nobody sees, such as zero-width spaces
     */
    static String composed(String username) {
        String composed = NewAccount.of(Normalizer.normalize(username, Normalizer.Form.NFC), Role.WORKER)
                .username();
        boolean unseen = composed.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT);
        if (unseen || isBlank(composed.codePointAt(0)) || isBlank(composed.codePointBefore(composed.length()))) {
            throw new IllegalArgumentException(
                    "username must neither begin nor end with a blank, nor hold characters that"
                            + " nobody sees, but is '" + composed + "' of "
                            + composed.codePointCount(0, composed.length()) + " characters");
        }
        return composed;
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
