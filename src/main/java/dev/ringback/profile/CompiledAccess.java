package dev.ringback.profile;

import dev.ringback.domain.Header;
import dev.ringback.domain.access.Auth;
import dev.ringback.domain.access.Token;
import dev.ringback.domain.access.TokenRequest;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.tls.TlsMaterial;
import java.util.Optional;

/**
 * How a profile's calls prove who sends them, ready to use: the header or the part of the query that is the same each time, or how the token
 * is asked for that goes into one.
 */
public record CompiledAccess(
        Optional<Header> header, String query, Optional<TokenCall> token, Optional<TlsMaterial> tls) {
    /** Nothing to prove, and the usual TLS. */
    static final CompiledAccess OPEN = new CompiledAccess(Optional.empty(), "", Optional.empty(), Optional.empty());

    /** A token, and the request that asks for it. */
    public record TokenCall(Token token, RenderedRequest request) {
        public Header header(String value) {
            return new Header(token.use().header(), token.use().value(value), true);
        }
    }

    /** Hides the query: records print their components. */
    @Override
    public String toString() {
        return "access";
    }

    static CompiledAccess of(Auth auth, Optional<TokenCall> token, Optional<TlsMaterial> tls) {
        Optional<Header> header = Optional.empty();
        String query = "";
        if (auth instanceof Auth.Basic basic) {
            String value = TokenRequest.basic(basic.user(), basic.password().value());
            header = Optional.of(new Header("Authorization", value, true));
        } else if (auth instanceof Auth.InHeader in) {
            header = Optional.of(
                    new Header(in.name(), TokenRequest.wire(in.value().value()), true));
        } else if (auth instanceof Auth.InQuery in) {
            query = TokenRequest.encoded(in.name()) + "="
                    + TokenRequest.encoded(in.value().value());
        }
        return header.isEmpty() && query.isEmpty() && token.isEmpty() && tls.isEmpty()
                ? OPEN
                : new CompiledAccess(header, query, token, tls);
    }
}
