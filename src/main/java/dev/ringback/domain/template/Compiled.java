package dev.ringback.domain.template;

import java.util.List;
import java.util.function.Function;

/** What became of a profile's request: a template, or everything that is wrong with it at once. */
public sealed interface Compiled permits Compiled.Ready, Compiled.Refused {
    default <R> R fold(Function<RequestTemplate, R> ready, Function<List<TemplateError>, R> refused) {
        if (this instanceof Ready it) {
            return ready.apply(it.template());
        }
        return refused.apply(((Refused) this).errors());
    }

    /** Can be rendered for any callback of the profile. */
    record Ready(RequestTemplate template) implements Compiled {}

    /** There is at least one error, in the order of the fields. */
    record Refused(List<TemplateError> errors) implements Compiled {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
