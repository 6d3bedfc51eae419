package io.defectsdk.openai.internal;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is. Immutable.
 *
 * @param base as {@code http://127.0.0.1:11434/v1}, without a slash at its end
 */
public record ServerAddress(URI base) {
    /** Written as addresses or as the one name that every machine keeps to itself: nothing is looked up. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(0{0,4}:)*:?0{0,3}1\\]", Pattern.CASE_INSENSITIVE);

    /** Checks the URL; what may hold a secret is not repeated in messages. */
    public ServerAddress {
        String scheme = base.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw new IllegalArgumentException("a server's URL begins with http:// or https://, as"
                    + " http://127.0.0.1:11434/v1 does, but this one's scheme is " + scheme);
        }
        @Nullable String host = base.getHost();
        if (host == null) {
            throw new IllegalArgumentException("a server's URL names a host, as http://127.0.0.1:11434/v1 does");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "a server's URL is scheme, host, port and path alone, because it ends up in"
                            + " logs; give a key by apiKey(...)");
        }
        String text = base.toString();
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        base = URI.create(text.substring(0, end));
    }

    /** The address of one thing that the server does. */
    URI of(String path) {
        return URI.create(base + "/" + path);
    }

    /** Whether it is this machine, as far as can be told without asking anybody. */
    public boolean isLoopback() {
        return LOOPBACK.matcher(base.getHost()).matches();
    }

    /** Whether what is said on the way there cannot be read by others. */
    public boolean isEncrypted() {
        return base.getScheme().equalsIgnoreCase("https");
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
