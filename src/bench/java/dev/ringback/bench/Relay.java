package dev.ringback.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/**
 * The bare relay, a program of its own: HTTP in, HTTP out, nothing stored, nothing tried again. It is the limit that Ringback is measured
 * against: what Vert.x itself can do on this machine with the same requests.
 */
public final class Relay {
    private Relay() {}

    /** The arguments: the port to listen on, the port on the loopback to send to. */
    public static void main(String[] arguments) {
        Quiet.please();
        int port = Integer.parseInt(arguments[0]);
        int receiver = Integer.parseInt(arguments[1]);
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops).setPreferNativeTransport(true));
        vertx.deployVerticle(() -> new RelayVerticle(port, receiver), new DeploymentOptions().setInstances(loops))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }
}
