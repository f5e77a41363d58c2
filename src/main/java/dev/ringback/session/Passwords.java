package dev.ringback.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.ambient.Secrets;
import dev.ringback.config.Secret;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id, which is made to be slow and large: on threads of its own, few at once, with a short line before them. One
 * for the node.
 */
public final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /** A hash takes some 50 ms: whoever is this far back in the line is served within a second. */
    private static final int WAITING_PER_PLACE_MAX = 16;

    private final WorkerExecutor workers;
    private final Secrets secrets;
    private final int underWayMax;
    private final AtomicInteger underWay = new AtomicInteger();
    private final PasswordHash nobodys;

    /** At most {@code hashingMax} at once. */
    public Passwords(Vertx vertx, Secrets secrets, int hashingMax) {
        this.workers = vertx.createSharedWorkerExecutor("ringback-passwords", hashingMax);
        this.secrets = secrets;
        this.underWayMax = hashingMax * (1 + WAITING_PER_PLACE_MAX);
        this.nobodys = PasswordHash.of(PasswordHash.Cost.OWASP, secrets.bytes(SALT_BYTES), secrets.bytes(HASH_BYTES));
    }

    public Future<PasswordHash> hash(Secret password) {
        PasswordHash.Cost cost = PasswordHash.Cost.OWASP;
        byte[] salt = secrets.bytes(SALT_BYTES);
        return hashed(cost, salt, password).map(hash -> PasswordHash.of(cost, salt, hash));
    }

    Future<Boolean> matches(Secret password, PasswordHash expected) {
        PasswordHash.Parts parts = expected.parts();
        return hashed(parts.cost(), parts.salt(), password).map(hash -> MessageDigest.isEqual(hash, parts.hash()));
    }

    /** A hash that no password has, to be compared where there is no user: so that takes as long as where there is one. */
    PasswordHash nobodys() {
        return nobodys;
    }

    private Future<byte[]> hashed(PasswordHash.Cost cost, byte[] salt, Secret password) {
        if (underWay.incrementAndGet() > underWayMax) {
            underWay.decrementAndGet();
            return Future.failedFuture(Problem.of(ProblemType.TOO_MANY_REQUESTS, "Too many sign in at once.")
                    .retryAfter(Duration.ofSeconds(1))
                    .exception());
        }
        return workers.executeBlocking(() -> argon2id(cost, salt, password), false)
                .onComplete(done -> underWay.decrementAndGet());
    }

    private static byte[] argon2id(PasswordHash.Cost cost, byte[] salt, Secret password) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kibibytes())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        int unused = argon2.generateBytes(password.value().getBytes(UTF_8), hash);
        return hash;
    }
}
