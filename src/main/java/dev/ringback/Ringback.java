package dev.ringback;

/** The command line. */
public final class Ringback {
    private Ringback() {}

    public static void main(String[] args) {
        System.out.println("ringback");
    }
}
