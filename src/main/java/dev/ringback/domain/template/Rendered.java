package dev.ringback.domain.template;

import java.util.function.Function;

/** What became of a callback's rendering. */
public sealed interface Rendered permits RenderedRequest, Unrenderable {
    default <R> R fold(Function<RenderedRequest, R> request, Function<Unrenderable, R> unrenderable) {
        if (this instanceof RenderedRequest ready) {
            return request.apply(ready);
        }
        return unrenderable.apply((Unrenderable) this);
    }
}
