package dev.ringback.domain.template;

import dev.ringback.domain.Header;
import dev.ringback.domain.template.pattern.Pattern;
import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Values;
import java.util.Optional;

/** A header of a profile; one without placeholders is rendered once and for all. */
final class HeaderTemplate {
    private final Header header;
    private final Pattern pattern;
    private final Optional<Header> fixed;

    HeaderTemplate(Header header, Pattern pattern) {
        this.header = header;
        this.pattern = pattern;
        fixed = pattern.isFixed()
                ? Optional.of(new Header(header.name(), fixedText(pattern), header.secret()))
                : Optional.empty();
    }

    Pattern pattern() {
        return pattern;
    }

    String name() {
        return header.name();
    }

    /** Empty when the value has a byte that would end the header or hide in it. */
    Optional<Header> render(Values values, Bytes out) {
        if (fixed.isPresent()) {
            return fixed;
        }
        int from = out.size();
        pattern.write(values, out);
        return out.hasControlFrom(from)
                ? Optional.empty()
                : Optional.of(new Header(header.name(), out.wireText(from), header.secret()));
    }

    private static String fixedText(Pattern pattern) {
        Bytes out = new Bytes(Integer.MAX_VALUE);
        pattern.write(new Values(), out);
        return out.wireText(0);
    }
}
