package dev.ringback.profile;

import dev.ringback.domain.Encryption;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileSpec.Request;
import dev.ringback.domain.access.Access;
import dev.ringback.domain.access.Token;
import dev.ringback.domain.access.TokenRequest;
import dev.ringback.domain.template.Compiled;
import dev.ringback.domain.template.RequestTemplate;
import dev.ringback.domain.template.TemplateError;
import dev.ringback.http.Result;
import dev.ringback.profile.CompiledAccess.TokenCall;
import dev.ringback.tls.PemFault;
import dev.ringback.tls.ReadTls;
import java.util.List;
import java.util.Optional;

/** Makes a profile's access ready to use. */
final class CompileAccess {
    private CompileAccess() {}

    /** What it came to, or why it cannot be used here. */
    static Result<CompiledAccess> ready(Access access) {
        if (access.equals(Access.OPEN)) {
            return Result.of(CompiledAccess.OPEN);
        }
        ReadTls.Read tls = ReadTls.of(access.tls());
        if (!tls.faults().isEmpty()) {
            PemFault fault = tls.faults().get(0);
            return Result.refused("/tls/" + fault.field() + " " + fault.predicate());
        }
        Optional<Token> token = access.auth().neededToken();
        Optional<TokenCall> call = token.flatMap(CompileAccess::call);
        return call.isPresent() == token.isPresent()
                ? Result.of(CompiledAccess.of(access.auth(), call, tls.material()))
                : Result.refused("the URL of its token server cannot be read");
    }

    private static Optional<TokenCall> call(Token token) {
        return url(token.request().url())
                .fold(
                        template -> template.fixedTarget()
                                .map(target -> new TokenCall(
                                        token, TokenRequest.of(token.request(), template.origin(), target))),
                        errors -> Optional.empty());
    }

    /** What is wrong with the URL of a token server, as a template and for having anything to fill in. */
    static List<String> faults(String url) {
        return url(url).fold(
                        template -> template.fixedTarget().isPresent()
                                ? List.<String>of()
                                : List.of("must not have a placeholder in it: a token serves many callbacks"),
                        errors -> errors.stream().map(TemplateError::detail).toList());
    }

    private static Compiled url(String url) {
        Request bare = new Request(Method.GET, url, List.of(), List.of(), Optional.empty());
        return RequestTemplate.compile(bare, new Encryption.Off());
    }
}
