package dev.ringback.delivery;

import dev.ringback.domain.BodyCipher;
import dev.ringback.domain.Callback;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Header;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.RequestSigner;
import dev.ringback.domain.SigningKeys;
import dev.ringback.domain.Work;
import dev.ringback.domain.cipher.CannotEncrypt;
import dev.ringback.domain.cipher.Ciphers;
import dev.ringback.domain.template.Located;
import dev.ringback.domain.template.Rendered;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.domain.template.RequestExcerpt;
import dev.ringback.domain.template.Scratch;
import dev.ringback.domain.template.Unrenderable;
import dev.ringback.profile.CompiledAccess;
import dev.ringback.profile.CompiledProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Makes the call of an attempt from its callback and profile: rendered, named, signed. Used from one event loop. */
final class MakeCall {
    /** A callback of the largest size, each of its characters escaped, and the template around it. */
    private static final int REQUEST_BYTES_MAX = 4 << 20;

    private static final BitSet KEEP_ALL = new BitSet();
    private static final String JOSE = "application/jose";
    private static final int SIGNERS_MAX = 10_000;

    private final Scratch scratch;
    private final Map<ProfileId, Keyed> signers = new HashMap<>();
    private final Predicate<RenderedRequest> ownInbox;
    private final String userAgent;

    /** Nobody must be able to guess what {@code chance} gives: it makes the nonces. */
    MakeCall(Predicate<RenderedRequest> ownInbox, String userAgent, RandomGenerator chance) {
        this.scratch = new Scratch(REQUEST_BYTES_MAX, new Ciphers(chance));
        this.ownInbox = ownInbox;
        this.userAgent = userAgent;
    }

    /** The call; or why there is none. */
    sealed interface Made {
        record Ready(Call call) implements Made {
            Excerpt excerpt(int bytesMax) {
                return RequestExcerpt.of(call.request(), bytesMax);
            }

            /** The same with one more header, which comes first. */
            Ready with(Header header) {
                return new Ready(call.with(call.request().after(List.of(header))));
            }
        }

        record Impossible(String reason) implements Made {}
    }

    Made of(Work work, CompiledProfile profile, Instant now) {
        return of(work.callback(), work.number(), profile, now);
    }

    /** {@code number} is that of the attempt. */
    Made of(Callback callback, int number, CompiledProfile profile, Instant now) {
        Rendered rendered = profile.template().render(callback, number, scratch);
        if (rendered instanceof Unrenderable not) {
            return new Made.Impossible(not.reason());
        }
        RenderedRequest request;
        try {
            request = encrypted((RenderedRequest) rendered, profile);
        } catch (CannotEncrypt fault) {
            return new Made.Impossible(fault.reason());
        }
        return new Made.Ready(new Call(
                identified(request.after(ours(callback, profile, request, now)), profile.access()),
                profile.delivery().timeout(),
                ownInbox.test(request),
                profile.keepsAll() ? KEEP_ALL : profile.success(),
                profile.access().tls(),
                profile.answerCheck()));
    }

    /** Where the values of the placeholders stand in what {@link #of} makes; in a body that is encrypted as a whole they stand nowhere. */
    List<Located> locate(Callback callback, CompiledProfile profile) {
        List<Located> all = profile.template().locate(callback, 1, scratch);
        return profile.bodyCipher().isEmpty()
                ? all
                : all.stream().filter(part -> part.in() != Located.In.BODY).toList();
    }

    /** With what proves who sends it, where that is the same each time. */
    private static RenderedRequest identified(RenderedRequest request, CompiledAccess access) {
        if (access.header().isEmpty() && access.query().isEmpty()) {
            return request;
        }
        RenderedRequest known = access.query().isEmpty() ? request : request.withSecretQuery(access.query());
        return access.header().isEmpty()
                ? known
                : known.after(List.of(access.header().get()));
    }

    /** A whole body is encrypted before it is signed: the receiver checks what came, and then opens it. */
    private static RenderedRequest encrypted(RenderedRequest request, CompiledProfile profile) {
        Optional<BodyCipher> cipher = profile.bodyCipher();
        return cipher.isEmpty()
                ? request
                : request.withBody(cipher.get().encrypt(request.body(), request.contentType()), JOSE);
    }

    private List<Header> ours(Callback callback, CompiledProfile profile, RenderedRequest request, Instant now) {
        List<Header> ours = new ArrayList<>(4);
        String id = callback.id().toString();
        long seconds = now.getEpochSecond();
        ours.add(new Header("webhook-id", id, false));
        ours.add(new Header("webhook-timestamp", Long.toString(seconds), false));
        if (profile.isSigned()) {
            signer(profile, now).sign(id, seconds, request.body(), ours);
        }
        if (!names(request, "user-agent")) {
            ours.add(new Header("user-agent", userAgent, false));
        }
        return ours;
    }

    private static boolean names(RenderedRequest request, String name) {
        for (Header header : request.headers()) {
            if (header.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private RequestSigner signer(CompiledProfile profile, Instant now) {
        SigningKeys keys = profile.keysAt(now);
        Keyed keyed = signers.get(profile.id());
        if (keyed == null || keyed.keys != keys) {
            if (signers.size() >= SIGNERS_MAX) {
                signers.clear();
            }
            keyed = new Keyed(keys, new RequestSigner(profile.signature(), keys));
            signers.put(profile.id(), keyed);
        }
        return keyed.signer;
    }

    /** The keys are the same object as long as the profile is the same. */
    private record Keyed(SigningKeys keys, RequestSigner signer) {}
}
