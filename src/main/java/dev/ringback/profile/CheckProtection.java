package dev.ringback.profile;

import dev.ringback.crypto.BadKey;
import dev.ringback.crypto.EncryptBody;
import dev.ringback.domain.Encryption;
import dev.ringback.domain.Encryption.OfBody;
import dev.ringback.domain.Encryption.OfValues;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.SignatureHeader;
import dev.ringback.domain.template.HeaderName;
import dev.ringback.domain.template.RequestTemplate;
import dev.ringback.domain.template.pattern.Mention;
import dev.ringback.domain.template.value.BuiltIn;
import dev.ringback.http.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What must be true of how a profile signs and encrypts, beyond its single fields, and what had better not be. */
final class CheckProtection {
    private CheckProtection() {}

    static List<FieldError> faults(ProfileSpec spec) {
        List<FieldError> faults = new ArrayList<>();
        addHeaderFaults(spec, faults);
        if (spec.protection().encryption() instanceof OfBody body) {
            Method method = spec.request().method();
            if (!method.hasBody()) {
                faults.add(new FieldError(
                        "/encryption/algorithm",
                        body.algorithm().word() + " encrypts the body, and " + method
                                + " has none; take one of the AES algorithms, or POST."));
            }
            try {
                EncryptBody unused = EncryptBody.of(body);
            } catch (BadKey bad) {
                faults.add(new FieldError("/encryption/public_key", "public_key " + bad.fault() + "."));
            }
        }
        return faults;
    }

    private static void addHeaderFaults(ProfileSpec spec, List<FieldError> faults) {
        Set<String> seen = new HashSet<>();
        for (Header header : spec.request().headers()) {
            boolean unused = seen.add(header.name().toLowerCase(Locale.ROOT));
        }
        List<SignatureHeader> headers = spec.protection().signature().headers();
        for (int i = 0; i < headers.size(); i++) {
            String pointer = "/signature/headers/" + i + "/name";
            String name = headers.get(i).name();
            HeaderName.faultOf(name).ifPresent(fault -> faults.add(new FieldError(pointer, fault + ".")));
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                faults.add(new FieldError(pointer, "The header " + name + " is given twice in this profile."));
            }
        }
    }

    static List<FieldError> warnings(ProfileSpec spec) {
        Encryption encryption = spec.protection().encryption();
        if (encryption instanceof OfValues values
                && values.iv().isPresent()
                && values.algorithm().isGcm()) {
            return List.of(new FieldError(
                    "/encryption/mode",
                    "GCM with the same IV for all values does not protect them: whoever sees two can learn much of both, and"
                            + " forge others. Take the mode random wherever the receiver can."));
        }
        if (!(encryption instanceof OfBody)) {
            return List.of();
        }
        return RequestTemplate.mentions(spec.request()).stream()
                .filter(Mention::isPlaceholder)
                .filter(mention -> !mention.pointer().startsWith("/body"))
                .filter(mention -> !BuiltIn.words().contains(mention.path()))
                .map(mention -> new FieldError(
                        mention.pointer(),
                        mention.text() + " at character " + mention.character()
                                + " is sent unencrypted: only the body is encrypted"))
                .toList();
    }
}
