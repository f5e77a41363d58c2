package dev.ringback.domain.access;

/** How we come in at a receiver: what proves who we are, and how both ends' certificates are held. */
public record Access(Auth auth, Tls tls) {
    public static final Access OPEN = new Access(new Auth.None(), Tls.STANDARD);
}
