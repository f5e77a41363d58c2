package dev.ringback.session;

import dev.ringback.ambient.Secrets;

/** A password for somebody to begin with: 60 bits of chance, short enough to be typed, without letters that look like others. */
public final class NewPassword {
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 12;
    private static final int GROUP = 4;

    private NewPassword() {}

    public static String of(Secrets secrets) {
        StringBuilder text = new StringBuilder();
        byte[] chance = secrets.bytes(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(chance[i] & 31));
        }
        return text.toString();
    }
}
