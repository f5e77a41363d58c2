package dev.ringback.delivery;

import dev.ringback.tls.TlsMaterial;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/** How connections are secured for a profile that says more of it than most: its certificate, whom it trusts, and whether at all. */
final class TlsOptions {
    private TlsOptions() {}

    /** What the usual connections have, with what the profile has of its own. */
    static ClientSSLOptions of(ClientSSLOptions usual, TlsMaterial material, boolean unverifiedAllowed) {
        ClientSSLOptions own = new ClientSSLOptions(usual);
        material.key().ifPresent(key -> own.setKeyCertOptions(KeyCertOptions.wrap(key)));
        material.trust().ifPresent(trust -> own.setTrustOptions(TrustOptions.wrap(trust)));
        // That it was allowed when the profile was saved does not make it so now.
        return material.verify() || !unverifiedAllowed
                ? own
                : own.setTrustAll(true).setHostnameVerificationAlgorithm("");
    }

    /** The same for a call that is made step by step. {@code usual} judges where the profile trusts nobody of its own. */
    static SslContext context(X509ExtendedTrustManager usual, Optional<TlsMaterial> material, boolean unverifiedAllowed)
            throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        material.flatMap(TlsMaterial::key).ifPresent(builder::keyManager);
        boolean verify = material.isEmpty() || material.get().verify() || !unverifiedAllowed;
        return verify
                ? builder.trustManager(
                                new Witness(material.flatMap(TlsMaterial::trust).orElse(usual)))
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build()
                : builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm("")
                        .build();
    }
}
