package dev.ringback.domain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.SignatureSpec.Scheme;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;

/** Makes all signatures of a profile's requests. It keeps keyed digests, so each event loop has its own: not for use by two threads. */
public final class RequestSigner {
    private static final String STANDARD_HEADER = "webhook-signature";

    private final List<Signature> v1;
    private final List<PublicSigner> v1a;
    private final List<Own> own = new ArrayList<>();

    public RequestSigner(SignatureSpec spec, SigningKeys keys) {
        v1 = spec.has(Scheme.V1) ? List.of(new Signature(keys.secrets())) : List.of();
        v1a = spec.has(Scheme.V1A) ? keys.pairs() : List.of();
        if (spec.enabled()) {
            spec.headers().forEach(header -> own.add(new Own(header, macs(header, keys))));
        }
    }

    /** Adds a header for each way of signing. */
    public void sign(String id, long epochSeconds, byte[] body, List<Header> headers) {
        if (!v1.isEmpty() || !v1a.isEmpty()) {
            headers.add(new Header(STANDARD_HEADER, standard(id, epochSeconds, body), false));
        }
        for (Own each : own) {
            headers.add(new Header(each.header.name(), each.value(epochSeconds, body), false));
        }
    }

    private String standard(String id, long epochSeconds, byte[] body) {
        String hmac = v1.isEmpty() ? "" : v1.get(0).header(id, epochSeconds, body);
        if (v1a.isEmpty()) {
            return hmac;
        }
        byte[] head = Signature.head(id, epochSeconds);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        StringBuilder header = new StringBuilder(hmac);
        for (PublicSigner pair : v1a) {
            header.append(header.length() == 0 ? "v1a," : " v1a,")
                    .append(Base64.getEncoder().encodeToString(pair.sign(message)));
        }
        return header.toString();
    }

    /** One signature is all that most of these headers have room for; then it is by the newest secret. */
    private static List<Mac> macs(SignatureHeader header, SigningKeys keys) {
        List<byte[]> texts = header.secret()
                .map(secret -> List.of(secret.value().getBytes(UTF_8)))
                .orElseGet(() -> keys.secrets().stream()
                        .map(secret -> secret.text().getBytes(UTF_8))
                        .toList());
        int room = header.form() == SignatureHeader.Form.TIMESTAMPED ? texts.size() : 1;
        return texts.stream().limit(room).map(Signature::keyed).toList();
    }

    /** A header with the digests that it needs. */
    private record Own(SignatureHeader header, List<Mac> macs) {
        String value(long epochSeconds, byte[] body) {
            return switch (header.form()) {
                case HEX -> header.prefix() + hex(macs.get(0).doFinal(body));
                case BASE64 ->
                    header.prefix()
                            + Base64.getEncoder().encodeToString(macs.get(0).doFinal(body));
                case TIMESTAMPED -> timestamped(epochSeconds, body);
            };
        }

        private String timestamped(long epochSeconds, byte[] body) {
            StringBuilder value = new StringBuilder("t=").append(epochSeconds);
            for (Mac mac : macs) {
                mac.update((epochSeconds + ".").getBytes(ISO_8859_1));
                value.append(",v1=").append(hex(mac.doFinal(body)));
            }
            return value.toString();
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }
}
