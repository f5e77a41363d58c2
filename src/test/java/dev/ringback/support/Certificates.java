package dev.ringback.support;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority and the certificates it signed, made with the JDK's keytool. */
public final class Certificates {
    private static final String PASSWORD = "not-a-secret";

    private final Path folder;
    private final Path store;

    private Certificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("all.p12");
    }

    public static Certificates in(Path folder) {
        Certificates all = new Certificates(folder);
        all.generate("authority", "CN=Authority of the tests", "-ext", "bc:c");
        all.keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "authority",
                "-file",
                all.authority().toString());
        return all;
    }

    /** Signed by the authority, for one name, valid from now for that many days. */
    public Certificates signed(String alias, String name, int days) {
        return generate(alias, "CN=" + name, "-signer", "authority", "-ext", "san=dns:" + name, "-validity", "" + days);
    }

    /** Signed by the authority and over since yesterday. */
    public Certificates expired(String alias, String name) {
        return generate(
                alias,
                "CN=" + name,
                "-signer",
                "authority",
                "-ext",
                "san=dns:" + name,
                "-startdate",
                "-3d",
                "-validity",
                "2");
    }

    /** Signed by the authority and not valid before the day after tomorrow. */
    public Certificates early(String alias, String name) {
        return generate(alias, "CN=" + name, "-signer", "authority", "-ext", "san=dns:" + name, "-startdate", "+2d");
    }

    /** Signed by itself. */
    public Certificates ownWord(String alias, String name) {
        return generate(alias, "CN=" + name, "-ext", "san=dns:" + name);
    }

    /** Signed by itself, with an RSA key. */
    public Certificates rsa(String alias, String name) {
        keytool("-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-alias", alias, "-dname", "CN=" + name);
        return this;
    }

    /** A server on any port of this machine that shows this certificate. */
    public NetServerOptions server(String alias) {
        return new NetServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(store.toString())
                        .setPassword(PASSWORD)
                        .setAlias(alias));
    }

    /** A client that trusts this authority and no other. */
    public ClientSSLOptions trust() {
        return new ClientSSLOptions()
                .setTrustOptions(new PemTrustOptions().addCertPath(authority().toString()));
    }

    /** Shows itself as {@link #server} does, and takes callers with a certificate of the authority alone. */
    public NetServerOptions strictServer(String alias) {
        return server(alias)
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(new PemTrustOptions().addCertPath(authority().toString()));
    }

    public String authorityPem() {
        try {
            return Files.readString(authority());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The certificate in PEM. */
    public String pem(String alias) {
        return "-----BEGIN CERTIFICATE-----\n"
                + base64(opened(keys -> keys.getCertificate(alias).getEncoded())) + "\n-----END CERTIFICATE-----\n";
    }

    /** Its key in PEM, as PKCS#8. */
    public String key(String alias) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + base64(opened(keys -> privateKey(keys, alias).getEncoded())) + "\n-----END PRIVATE KEY-----\n";
    }

    public KeyPair pair(String alias) {
        return opened(keys -> new KeyPair(keys.getCertificate(alias).getPublicKey(), privateKey(keys, alias)));
    }

    private static PrivateKey privateKey(KeyStore keys, String alias) throws Exception {
        return (PrivateKey) keys.getKey(alias, PASSWORD.toCharArray());
    }

    private interface Look<T> {
        T into(KeyStore keys) throws Exception;
    }

    private <T> T opened(Look<T> look) {
        try {
            return look.into(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()));
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
    }

    private Path authority() {
        return folder.resolve("authority.pem");
    }

    private Certificates generate(String alias, String subject, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-alias", alias, "-dname", subject));
        arguments.addAll(List.of(more));
        keytool(arguments.toArray(String[]::new));
        return this;
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("keytool.log").toFile())
                    .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool failed: " + command);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
