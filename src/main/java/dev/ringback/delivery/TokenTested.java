package dev.ringback.delivery;

import dev.ringback.domain.access.TokenAnswer;
import dev.ringback.domain.template.RenderedRequest;

/** The call of the token server in a Test: what was asked, what came, and what was made of it. */
public record TokenTested(RenderedRequest request, Traced traced, TokenAnswer answer) {}
