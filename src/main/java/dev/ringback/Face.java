package dev.ringback;

import dev.ringback.ambient.Ambient;
import dev.ringback.delivery.Receivers;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.intake.Submit;
import io.vertx.core.Deployable;
import io.vertx.core.VerticleBase;

/** The sides of a node that look out: who asks, whom it calls. */
interface Face {
    /** Where publishers reach one event loop; it listens from its start to its stop. */
    VerticleBase door(Ambient ambient, Submit submit);

    /** The receivers as one event loop reaches them. */
    Receivers receivers(Ambient ambient);

    boolean isOwnInbox(RenderedRequest request);

    /** What runs beside the path now and then. */
    Deployable upkeep();
}
