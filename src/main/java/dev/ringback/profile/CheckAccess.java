package dev.ringback.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.Header;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.SignatureHeader;
import dev.ringback.domain.access.Auth;
import dev.ringback.domain.access.JsonPath;
import dev.ringback.domain.access.SendAs;
import dev.ringback.domain.access.Tls;
import dev.ringback.domain.access.Token;
import dev.ringback.domain.cipher.AesAlgorithm;
import dev.ringback.domain.template.HeaderName;
import dev.ringback.http.FieldError;
import dev.ringback.tls.ReadTls;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must be true of a profile's authentication and TLS when it is saved, beyond the single fields. */
final class CheckAccess {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private final Function<String, Optional<String>> addressFault;
    private final boolean allowUnverifiedTls;

    /** {@code addressFault} says what is wrong with the host of a URL. */
    CheckAccess(Function<String, Optional<String>> addressFault, boolean allowUnverifiedTls) {
        this.addressFault = addressFault;
        this.allowUnverifiedTls = allowUnverifiedTls;
    }

    List<FieldError> faults(ProfileSpec spec) {
        List<FieldError> faults = new ArrayList<>();
        Auth auth = spec.access().auth();
        auth.neededToken().ifPresent(token -> addTokenFaults(token, faults));
        carrier(auth).ifPresent(carrier -> {
            addNameFault("/auth/" + carrier.field(), carrier.name(), faults);
            addClash(spec, carrier.name(), faults);
        });
        if (auth instanceof Auth.InHeader header) {
            addUnfit("/auth/value", header.value().value(), faults);
        }
        addTlsFaults(spec.access().tls(), faults);
        return faults;
    }

    /** What may be a mistake, though it can be saved. */
    static List<FieldError> warnings(Tls tls, Instant now) {
        return ReadTls.of(tls).material().map(material -> material.certificates()).orElse(List.of()).stream()
                .filter(named -> !now.isBefore(named.certificate().getNotAfter().toInstant()))
                .map(named -> new FieldError(
                        "/tls/" + named.field(),
                        named.field() + " holds a certificate that expired on "
                                + DAY.format(named.certificate().getNotAfter().toInstant()) + "."))
                .toList();
    }

    private void addTokenFaults(Token token, List<FieldError> faults) {
        String url = token.request().url();
        List<String> wrong = CompileAccess.faults(url);
        wrong.forEach(each -> faults.add(fault("/auth/url", each)));
        if (wrong.isEmpty()) {
            addressFault.apply(url).ifPresent(each -> faults.add(new FieldError("/auth/url", each + ".")));
        }
        Token.Answer answer = token.answer();
        addPathFault("token_path", answer.token(), faults);
        addPathFault("expires_in_path", answer.expiresIn(), faults);
        addPathFault("expires_on_path", answer.expiresOn(), faults);
        for (int i = 0; i < token.request().headers().size(); i++) {
            Header header = token.request().headers().get(i);
            addNameFault("/auth/headers/" + i + "/name", header.name(), faults);
            addUnfit("/auth/headers/" + i + "/value", header.value(), faults);
            if (token.request().sendAs() == SendAs.BASIC && header.name().equalsIgnoreCase("authorization")) {
                faults.add(
                        fault(
                                "/auth/headers/" + i + "/name",
                                "is the header in which send_as sends the client; take it out, or send the client as form or json"));
            }
        }
        // It stands beside the token, which is no text of ours to encode.
        if (!token.use().prefix().chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            faults.add(fault("/auth/prefix", "may have visible ASCII characters and spaces only"));
        }
        answer.encrypted().ifPresent(encrypted -> addCipherFaults(encrypted, faults));
    }

    private static void addPathFault(String field, String path, List<FieldError> faults) {
        if (JsonPath.parse(path).isEmpty()) {
            faults.add(fault("/auth/" + field, "is no path such as access_token, data.token or tokens[0].value"));
        }
    }

    private static void addCipherFaults(Token.Encrypted encrypted, List<FieldError> faults) {
        Optional<AesAlgorithm> algorithm = AesAlgorithm.of(encrypted.algorithm());
        if (algorithm.isEmpty()) {
            String known =
                    Arrays.stream(AesAlgorithm.values()).map(AesAlgorithm::word).collect(Collectors.joining(", "));
            faults.add(fault("/auth/encrypted/algorithm", "must be one of " + known));
            return;
        }
        int key = encrypted.key().value().getBytes(UTF_8).length;
        if (key != algorithm.get().keyBytes()) {
            faults.add(fault(
                    "/auth/encrypted/key",
                    "must have " + algorithm.get().keyBytes() + " bytes for " + encrypted.algorithm() + ", not "
                            + key));
        }
        encrypted.iv().ifPresent(iv -> {
            int bytes = iv.value().getBytes(UTF_8).length;
            if (!algorithm.get().ivBytes().contains(bytes)) {
                String lengths =
                        algorithm.get().ivBytes().stream().map(String::valueOf).collect(Collectors.joining(" or "));
                faults.add(fault("/auth/encrypted/iv", "must have " + lengths + " bytes, not " + bytes));
            }
        });
    }

    /** In which header credentials go, and by which field of the profile that is said. */
    private record Carrier(String name, String field) {}

    private static Optional<Carrier> carrier(Auth auth) {
        if (auth instanceof Auth.Basic) {
            return Optional.of(new Carrier("Authorization", "type"));
        } else if (auth instanceof Auth.InHeader header) {
            return Optional.of(new Carrier(header.name(), "name"));
        }
        return auth.neededToken().map(token -> new Carrier(token.use().header(), "header"));
    }

    private static void addClash(ProfileSpec spec, String carrier, List<FieldError> faults) {
        List<Header> headers = spec.request().headers();
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).name().equalsIgnoreCase(carrier)) {
                faults.add(fault(
                        "/headers/" + i + "/name",
                        "is the header in which auth sends its credentials; take it out here or there"));
            }
        }
        List<SignatureHeader> signatures = spec.protection().signature().headers();
        for (int i = 0; i < signatures.size(); i++) {
            if (signatures.get(i).name().equalsIgnoreCase(carrier)) {
                faults.add(fault(
                        "/signature/headers/" + i + "/name",
                        "is the header in which auth sends its credentials; sign in another one"));
            }
        }
    }

    /** What is left out on the connection would be sent without the credentials, and nobody would be told. */
    private static void addNameFault(String pointer, String header, List<FieldError> faults) {
        HeaderName.faultOf(header).ifPresent(wrong -> faults.add(new FieldError(pointer, header + ": " + wrong + ".")));
    }

    private static void addUnfit(String pointer, String value, List<FieldError> faults) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            faults.add(fault(pointer, "must not have a line break or another control character in it"));
        }
    }

    private void addTlsFaults(Tls tls, List<FieldError> faults) {
        ReadTls.of(tls).faults().forEach(each -> faults.add(fault("/tls/" + each.field(), each.predicate())));
        if (!tls.verify() && !allowUnverifiedTls) {
            faults.add(fault(
                    "/tls/verify",
                    "must be true; whoever runs this node can allow false with delivery.allow_unverified_tls."
                            + " For a certificate of your own authority, give that in trust"));
        }
    }

    private static FieldError fault(String pointer, String predicate) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        return new FieldError(pointer, name + " " + predicate + ".");
    }
}
