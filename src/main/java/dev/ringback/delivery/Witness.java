package dev.ringback.delivery;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts whom another trusts; of whom it does not, it keeps the certificates, so that one can say what is wrong with them. */
final class Witness extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;

    Witness(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /** A refusal with the certificates that were shown, the receiver's own first. */
    static final class Refused extends CertificateException {
        private static final long serialVersionUID = 1;

        private final transient List<X509Certificate> shown;

        Refused(X509Certificate[] shown, CertificateException cause) {
            super(cause.getMessage(), cause);
            this.shown = List.of(shown);
        }

        List<X509Certificate> shown() {
            return shown;
        }
    }

    /** A look at a server's certificates that may refuse them. */
    private interface Look {
        void judge() throws CertificateException;
    }

    private static void look(X509Certificate[] chain, Look look) throws CertificateException {
        try {
            look.judge();
        } catch (CertificateException refusal) {
            throw new Refused(chain, refusal);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        look(chain, () -> judge.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        look(chain, () -> judge.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        look(chain, () -> judge.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
