package dev.ringback.domain.template;

import dev.ringback.domain.Callback;
import dev.ringback.domain.Encryption;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.cipher.CannotEncrypt;
import dev.ringback.domain.cipher.ValueKey;
import dev.ringback.domain.template.pattern.Mention;
import dev.ringback.domain.template.pattern.Pattern;
import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Layout;
import dev.ringback.domain.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A profile's whole request, ready to be filled with a callback's data. It never changes, so all event loops share it; what changes
 * while rendering is in the {@link Scratch}. Signing, authentication and sending are others' work.
 */
public final class RequestTemplate {
    private static final byte[] NO_BODY = {};

    private final Method method;
    private final Origin origin;
    private final Pattern target;
    private final Optional<String> fixedTarget;
    private final List<HeaderTemplate> headers;
    private final BodyTemplate body;
    private final Layout layout;
    private final Optional<ValueKey> key;

    RequestTemplate(Head head, List<HeaderTemplate> headers, BodyTemplate body, Layout layout, Optional<ValueKey> key) {
        method = head.method();
        origin = head.origin();
        target = head.target();
        this.headers = List.copyOf(headers);
        this.body = body;
        this.layout = layout;
        this.key = key;
        fixedTarget = target.isFixed()
                ? Optional.of(text(target, new Values(), new Bytes(Integer.MAX_VALUE)))
                : Optional.empty();
    }

    /** With the values in the clear, whatever the profile says: to be looked at, not to be sent. */
    public static Compiled compile(ProfileSpec.Request request) {
        return compile(request, new Encryption.Off());
    }

    public static Compiled compile(ProfileSpec.Request request, Encryption encryption) {
        return new RequestCompiler(encryption).compile(request);
    }

    /**
     * What in the templates was taken for a placeholder and what for markup, in the order of the fields. Of a field with a fault it has
     * what stands before the fault.
     */
    public static List<Mention> mentions(ProfileSpec.Request request) {
        return new RequestCompiler(new Encryption.Off()).mentions(request);
    }

    public Origin origin() {
        return origin;
    }

    /** Path and query, when no placeholder is in them. */
    public Optional<String> fixedTarget() {
        return fixedTarget;
    }

    /** {@code attempt} is the number of the attempt that it is rendered for, the first being 1. */
    public Rendered render(Callback callback, int attempt, Scratch scratch) {
        Values values = scratch.values();
        Bytes out = scratch.bytes();
        try {
            if (key.isPresent()) {
                scratch.encryptWith(key.get());
            }
            values.load(layout, callback, attempt);
            String path = fixedTarget.isPresent() ? fixedTarget.get() : text(target, values, out);
            List<Header> rendered = new ArrayList<>(headers.size());
            for (HeaderTemplate header : headers) {
                Optional<Header> value = header.render(values, out);
                if (value.isEmpty()) {
                    return new Unrenderable(
                            "header " + header.name() + ": a line break or another control character in the value");
                }
                rendered.add(value.get());
            }
            return new RenderedRequest(method, origin, path, rendered, body(callback, values, out));
        } catch (Bytes.TooLarge tooLarge) {
            return new Unrenderable("the request would be larger than " + scratch.bytesMax() + " bytes");
        } catch (CannotEncrypt fault) {
            // Nothing may be sent then: it would go out in the clear.
            return new Unrenderable(fault.reason());
        } finally {
            scratch.clear();
        }
    }

    /** Where {@link #render} puts the values of this callback; none when it cannot be rendered. */
    public List<Located> locate(Callback callback, int attempt, Scratch scratch) {
        try {
            key.ifPresent(scratch::encryptWith);
            scratch.values().load(layout, callback, attempt);
            List<Located> found = new ArrayList<>();
            int next = locate(target, new Field(Located.In.TARGET, "", 0), scratch, found);
            for (HeaderTemplate header : headers) {
                next = locate(header.pattern(), new Field(Located.In.HEADER, header.name(), next), scratch, found);
            }
            if (method.hasBody() && body instanceof BodyTemplate.Own own) {
                int unused = locate(own.pattern(), new Field(Located.In.BODY, "", next), scratch, found);
            }
            return found;
        } catch (Bytes.TooLarge | CannotEncrypt fault) {
            return List.of();
        } finally {
            scratch.clear();
        }
    }

    /** A part of the request, and the number of its first placeholder. */
    private record Field(Located.In in, String header, int first) {}

    private static int locate(Pattern pattern, Field field, Scratch scratch, List<Located> found) {
        for (Pattern.Span span : pattern.locate(scratch.values(), scratch.bytes())) {
            found.add(new Located(
                    field.in(), field.header(), field.first() + span.placeholder(), span.from(), span.to()));
        }
        return field.first() + pattern.placeholders();
    }

    private byte[] body(Callback callback, Values values, Bytes out) {
        if (!method.hasBody()) {
            return NO_BODY;
        }
        int from = out.size();
        body.write(callback, values, out);
        return out.copy(from);
    }

    private static String text(Pattern pattern, Values values, Bytes out) {
        int from = out.size();
        pattern.write(values, out);
        return out.wireText(from);
    }

    /** The request line, in its parts. */
    record Head(Method method, Origin origin, Pattern target) {}
}
