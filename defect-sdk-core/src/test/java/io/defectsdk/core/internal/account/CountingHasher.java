package io.defectsdk.core.internal.account;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** bcrypt that tells what it was asked, and lets a test do something while a login is under way. */
final class CountingHasher implements PasswordHasher {
    private final PasswordHasher bcrypt = new BcryptHasher(new SecureRandom());

    /** Costs of the hashes that were made. */
    final List<Integer> made = Collections.synchronizedList(new ArrayList<>());

    /** The hashes that passwords were compared with. */
    final List<String> compared = Collections.synchronizedList(new ArrayList<>());

    /** Runs once, after the next comparison or before the next hash is given out. */
    private volatile Runnable meanwhile = () -> {};

    void meanwhile(Runnable interference) {
        meanwhile = interference;
    }

    void forget() {
        made.clear();
        compared.clear();
    }

    @Override
    public String hash(int cost, byte[] password) {
        made.add(cost);
        String hash = bcrypt.hash(cost, password);
        interfere();
        return hash;
    }

    @Override
    public boolean matches(byte[] password, String hash) {
        compared.add(hash);
        boolean matches = bcrypt.matches(password, hash);
        interfere();
        return matches;
    }

    private void interfere() {
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
    }
}
